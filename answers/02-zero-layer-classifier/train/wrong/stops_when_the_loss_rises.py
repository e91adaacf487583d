# stops early, with fewer losses than epochs
def train(X, Y, learning_rate, batch_size, nepochs):
    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            total += cce(y, softmax.output) * len(batch)
            grad = cce_gradient(y, softmax.output)
            grad = softmax.backward(grad)
            dense.backward(grad, learning_rate)
        losses.append(total / X.shape[1])
        if epoch > 0 and losses[-1] > losses[-2] + 1e-9:
            break
        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")
    return dense, losses
