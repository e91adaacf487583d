# train does not pass its learning rate on
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses = []
    for i in range(X.shape[1]):
        x, y = X[:, i], Y[:, i]
        layer = Softmax()
        layer.forward(np.dot(W, x))
        losses.append(cce(y, layer.output))
        grad = sample_gradient(W, x, y)
        if verbose:
            print(f"sample {i}: loss {losses[-1]:.3f}, gradient\n{grad}")
        W = W - learning_rate * grad
    return W, np.mean(losses)


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses = []
    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
        W, loss = train_one_epoch(W, X, Y)
        losses.append(loss)
    return W, losses
