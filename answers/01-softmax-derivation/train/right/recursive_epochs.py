# a helper for one step; train calls itself on what is left
def step(W, x, y, learning_rate):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    return W - learning_rate * sample_gradient(W, x, y), cce(y, layer.output)


def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses = [None] * X.shape[1]
    for i, x in enumerate(X.T):
        W, losses[i] = step(W, x, Y[:, i], learning_rate)
    return W, float(np.average(losses))


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    def more(W, losses):
        if losses and (len(losses) == max_epochs or losses[-1] <= share * losses[0]):
            return W, losses
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        return more(W, losses + [loss])

    return more(W, [])
