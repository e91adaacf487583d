# a permutation of its own, the samples as rows, weighted mean at the end
def train(network, X, Y, X_test, Y_test, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the test loss of each epoch."""
    losses_train, losses_test = [], []
    for epoch in range(nepochs):
        total = 0.0
        order = np.random.permutation(X.shape[1])
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            x, y = X.T[batch].T, Y.T[batch].T
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            total += loss * len(batch) / X.shape[1]
            network.backward(y, learning_rate)
        losses_train.append(total)
        losses_test.append(cce(Y_test, network.forward(X_test, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_test[-1])
    return losses_train, losses_test
