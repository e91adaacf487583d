# shuffles copies with np.random, as the lecture does; prints
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    loss_history = []
    accuracy_history = []
    for epoch in range(epochs):
        permutation = np.random.permutation(x_train.shape[0])
        x_train = x_train[permutation]
        y_train = y_train[permutation]
        losses, sizes = [], []
        for i in range(0, x_train.shape[0], batch_size):
            x_batch = x_train[i:i + batch_size]
            y_batch = y_train[i:i + batch_size]
            yhat, outputs = forward(params, x_batch)
            loss, accuracy = loss_accuracy(yhat, y_batch)
            losses.append(loss)
            sizes.append(len(y_batch))
            grads = backward(x_batch, params, outputs, y_batch)
            params = sgd(params, grads, eta)
        yhat_test, _ = forward(params, x_test)
        test_loss, test_acc = loss_accuracy(yhat_test, y_test)
        loss_history.append(test_loss)
        accuracy_history.append(test_acc)
        if on_epoch:
            on_epoch(np.average(losses, weights=sizes), test_loss, params)
        print(f"epoch {epoch+1}/{epochs} ### loss: {test_loss:.4f}, ### accuracy: {test_acc:.4f}")
    return params, loss_history, accuracy_history
