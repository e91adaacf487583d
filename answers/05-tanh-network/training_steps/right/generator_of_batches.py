# a generator that shuffles and cuts
def batches(n, size):
    order = np.random.permutation(n)
    while len(order):
        yield order[:size]
        order = order[size:]


def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params, results = init_params(nx, nh, ny), []
    for _ in range(epochs):
        losses = []
        for rows in batches(len(x_train), batch_size):
            x, y = x_train[rows], y_train[rows]
            yhat, outputs = forward(params, x)
            losses += [loss_accuracy(yhat, y)[0]] * len(x)
            params = sgd(params, backward(x, params, outputs, y), eta)
        results.append(loss_accuracy(forward(params, x_test)[0], y_test))
        if on_epoch is not None:
            on_epoch(np.mean(losses), results[-1][0], params)
    return params, *map(list, zip(*results))
