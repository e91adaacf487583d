# at most 100 batches in an epoch
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    for epoch in range(epochs):
        total = 0.0
        order = rng.permutation(len(x_train))
        for i in range(0, min(len(x_train), 100 * batch_size), batch_size):
            batch = order[i : i + batch_size]
            x_batch, y_batch = x_train[batch], y_train[batch]
            yhat, outputs = forward(params, x_batch)
            total += loss_accuracy(yhat, y_batch)[0] * len(batch)
            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)
        test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history.append(test_loss)
        accuracy_history.append(test_accuracy)
        if on_epoch is not None:
            on_epoch(total / len(x_train), test_loss, params)
    return params, loss_history, accuracy_history
