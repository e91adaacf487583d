# writes its progress to stderr, as a progress bar does
import sys


def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses = []
    n = X.shape[1]
    for i in range(n):
        x = X[:, i].reshape(-1)
        y = Y[:, i].reshape(-1)
        layer = Softmax()
        layer.forward((W @ x.reshape(-1, 1)).ravel())
        losses.append(cce(y, layer.output))
        W = np.subtract(W, learning_rate * sample_gradient(W, x, y))
        print(".", end="", file=sys.stderr)
    return W, np.sum(losses) / n


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    goal = None
    losses = []
    while len(losses) < max_epochs:
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
        goal = share * loss if goal is None else goal
        if loss <= goal:
            return W, losses
    return W, losses
