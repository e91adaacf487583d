# without sample_gradient: forward and backward written out, loss from the picked probability
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    layer = Softmax()
    losses = []
    for i in range(Y.shape[1]):
        layer.forward(W @ X[:, i])
        a = layer.output
        losses.append(-np.log(a[np.argmax(Y[:, i])]))
        dz = layer.backward(cce_gradient(Y[:, i], a))
        W = W + learning_rate * np.outer(-dz, X[:, i])
    return W, sum(losses) / len(losses)


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses, epochs, done = [], 0, False
    while not done:
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses += [loss]
        epochs += 1
        done = epochs >= max_epochs or losses[-1] / losses[0] <= share
    return W, losses
