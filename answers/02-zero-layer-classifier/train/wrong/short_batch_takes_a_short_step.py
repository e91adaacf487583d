# weights the step of the shorter last batch by its size
def train(X, Y, learning_rate, batch_size, nepochs):
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
            dense.backward(grad * len(batch) / batch_size, learning_rate)
        losses.append(total / X.shape[1])
    return dense, losses
