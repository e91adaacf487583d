# the loss of all samples before the epoch, not that of its batches
def train(X, Y, learning_rate, batch_size, nepochs):
    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(nepochs):
        dense.forward(X)
        softmax.forward(dense.output)
        losses.append(cce(Y, softmax.output))
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            grad = cce_gradient(y, softmax.output)
            grad = softmax.backward(grad)
            dense.backward(grad, learning_rate)
        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")
    return dense, losses
