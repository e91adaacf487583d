# copies W once, then steps in place; prints every loss
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    W = W.copy()
    n = X.shape[1]
    losses = np.zeros(n)
    for i in range(n):
        x, y = X[:, i], Y[:, i]
        layer = Softmax()
        layer.forward(np.dot(W, x))
        losses[i] = cce(y, layer.output)
        print(f"sample {i}: {losses[i]:.3f}")
        W -= learning_rate * sample_gradient(W, x, y)
    return W, losses.mean()


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    W, first = train_one_epoch(W, X, Y, learning_rate)
    losses = [first]
    while losses[-1] > share * first:
        if len(losses) == max_epochs:
            break
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
    return W, np.array(losses)
