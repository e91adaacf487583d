# runs over the transposed matrices; a for loop with break
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    total = 0.0
    for x, y in zip(X.T, Y.T):
        layer = Softmax()
        layer.forward(W @ x)
        total += cce(y, layer.output)
        grad = sample_gradient(W, x, y)
        if verbose:
            print(grad)
        W = W - learning_rate * grad
    return W, total / X.shape[1]


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses = []
    for epoch in range(max_epochs):
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
        if loss <= share * losses[0]:
            break
    return W, losses
