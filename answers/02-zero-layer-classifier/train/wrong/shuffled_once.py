# makes the batches once, before all epochs
def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    batches = generate_batch_indices(X.shape[1], batch_size)
    for epoch in range(nepochs):
        total = 0.0
        for batch in batches:
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            total += cce(y, softmax.output) * len(batch)
            grad = cce_gradient(y, softmax.output)
            grad = softmax.backward(grad)
            dense.backward(grad, learning_rate)
        losses.append(total / X.shape[1])
    return dense, losses
