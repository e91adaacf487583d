# own batches, and a weighted average at the end
def train(network, X, Y, X_test, Y_test, learning_rate, batch_size, nepochs, on_epoch=lambda *_: None):
    """Train the network; returns the training loss and the test loss of each epoch."""
    history = []
    for _ in range(nepochs):
        order = rng.permutation(X.shape[1])
        parts = [order[i:i + batch_size] for i in range(0, len(order), batch_size)]
        sizes = np.array([len(part) for part in parts])
        losses = []
        for part in parts:
            Yhat = network.forward(X[:, part], training=True)
            penalty = sum(layer.reg_loss for layer in (network.dlayer1, network.dlayer2))
            losses.append(cce(Y[:, part], Yhat) + penalty)
            network.backward(Y[:, part], learning_rate)
        test = cce(Y_test, network.forward(X_test, training=False))
        history.append((np.average(losses, weights=sizes), test))
        (on_epoch or (lambda *_: None))(*history[-1])
    return tuple(zip(*history))
