# forgets to keep the losses, so that the loop of train never ends
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses = []
    for i in range(X.shape[1]):
        layer = Softmax()
        layer.forward(np.dot(W, X[:, i]))
        losses.append(cce(Y[:, i], layer.output))
        W = W - learning_rate * sample_gradient(W, X[:, i], Y[:, i])
    return W, np.mean(losses)


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses = []
    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
        W, loss = train_one_epoch(W, X, Y, learning_rate)
    return W, losses
