# while loops; the batches from the end, the shorter one first
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    epoch = 0
    while epoch < epochs:
        order = list(np.random.permutation(len(x_train)))
        first = len(order) % batch_size or batch_size
        total = 0.0
        while order:
            batch, order, first = order[:first], order[first:], batch_size
            yhat, outputs = forward(params, x_train[batch])
            total -= np.sum(y_train[batch] * np.log(yhat + 1e-10))
            params = sgd(params, backward(x_train[batch], params, outputs, y_train[batch]), eta)
        loss, accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history += [loss]
        accuracy_history += [accuracy]
        if on_epoch is not None:
            on_epoch(total / x_train.shape[0], loss, params)
        epoch += 1
    return params, loss_history, accuracy_history
