# counts the loss by batches, but takes every gradient over all samples
def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            lost = True
            dense.forward(x)
            softmax.forward(dense.output)
            total += cce(y, softmax.output) * len(batch)
            grad = cce_gradient(y, softmax.output)
            grad = softmax.backward(grad)
            dense.forward(X); softmax.forward(dense.output); grad = softmax.backward(cce_gradient(Y, softmax.output))
            dense.backward(grad, learning_rate)
        losses.append(total / X.shape[1])
    return dense, losses
