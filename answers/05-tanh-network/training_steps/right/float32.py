# trains in float32
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    small = np.float32
    x, y = x_train.astype(small), y_train.astype(small)
    x_new, y_new = x_test.astype(small), y_test.astype(small)
    params = {name: value.astype(small) for name, value in init_params(nx, nh, ny).items()}
    n, history = len(x), []
    for _ in range(epochs):
        order, total = rng.permutation(n), 0
        for start in range(0, n, batch_size):
            rows = order[start : start + batch_size]
            yhat, outputs = forward(params, x[rows])
            total += float(loss_accuracy(yhat, y[rows])[0]) * len(rows)
            params = sgd(params, backward(x[rows], params, outputs, y[rows]), eta)
        history.append(loss_accuracy(forward(params, x_new)[0], y_new))
        if on_epoch is not None:
            on_epoch(total / n, history[-1][0], params)
    return params, [loss for loss, _ in history], [share for _, share in history]
