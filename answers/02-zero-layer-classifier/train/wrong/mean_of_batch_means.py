# takes the mean of the batches' losses, although the last batch is shorter
def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(nepochs):
        values = []
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            values.append(cce(y, softmax.output))
            grad = cce_gradient(y, softmax.output)
            grad = softmax.backward(grad)
            dense.backward(grad, learning_rate)
        losses.append(np.mean(values))
    return dense, losses
