# the penalty of the last batch alone
def train(network, X, Y, X_test, Y_test, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the test loss of each epoch."""
    losses_train, losses_test = [], []
    for epoch in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat)
            total += loss * len(batch)
            network.backward(y, learning_rate)
        losses_train.append(total / X.shape[1] + network.dlayer1.reg_loss + network.dlayer2.reg_loss)
        losses_test.append(cce(Y_test, network.forward(X_test, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_test[-1])
    return losses_train, losses_test
