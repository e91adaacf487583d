# the learning rate falls, but late
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    for epoch in range(epochs):
        total = 0.0
        eta = eta * 0.9 if epoch and epoch % 25 == 0 else eta
        order = rng.permutation(len(x_train))
        for i in range(0, len(x_train), batch_size):
            batch = order[i : i + batch_size]
            x_batch, y_batch = x_train[batch], y_train[batch]
            yhat, outputs = forward(params, x_batch)
            total += loss_accuracy(yhat, y_batch)[0] * len(batch)
            grads = backward(x_batch, params, outputs, y_batch)
            params = sgd(params, grads, eta)
        test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history.append(test_loss)
        accuracy_history.append(test_accuracy)
        if on_epoch is not None:
            on_epoch(total / len(x_train), test_loss, params)
    return params, loss_history, accuracy_history
