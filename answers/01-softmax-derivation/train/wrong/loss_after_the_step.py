# takes each loss after its step
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses = []
    for i in range(X.shape[1]):
        x, y = X[:, i], Y[:, i]
        W = W - learning_rate * sample_gradient(W, x, y)
        layer = Softmax()
        layer.forward(np.dot(W, x))
        losses.append(cce(y, layer.output))
    return W, np.mean(losses)


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses = []
    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
    return W, losses
