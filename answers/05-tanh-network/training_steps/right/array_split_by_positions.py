# np.split at the multiples of the batch size; training loss after the epoch
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    losses, shares = np.zeros(epochs), np.zeros(epochs)
    for epoch in range(epochs):
        order = np.arange(len(x_train))
        rng.shuffle(order)
        for batch in np.split(order, range(batch_size, len(order), batch_size)):
            _, outputs = forward(params, x_train[batch])
            params = sgd(params, backward(x_train[batch], params, outputs, y_train[batch]), eta)
        losses[epoch], shares[epoch] = loss_accuracy(forward(params, x_test)[0], y_test)
        if on_epoch is not None:
            on_epoch(loss_accuracy(forward(params, x_train)[0], y_train)[0], losses[epoch], params)
    return params, losses, shares
