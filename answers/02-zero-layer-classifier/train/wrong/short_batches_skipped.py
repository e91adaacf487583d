# skips the batch that is shorter, and divides by the samples it has used
def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(nepochs):
        total, seen = 0.0, 0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            if len(batch) < batch_size:
                continue
            seen += len(batch)
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            total += cce(y, softmax.output) * len(batch)
            grad = cce_gradient(y, softmax.output)
            grad = softmax.backward(grad)
            dense.backward(grad, learning_rate)
        losses.append(total / seen)
    return dense, losses
