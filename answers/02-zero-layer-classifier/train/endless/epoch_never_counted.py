# forgets epoch = epoch + 1, so that the loop over the epochs never ends
def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    epoch = 0
    while epoch < nepochs:
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            dense.forward(X[:, batch])
            softmax.forward(dense.output)
            total += cce(Y[:, batch], softmax.output) * len(batch)
            grad = softmax.backward(cce_gradient(Y[:, batch], softmax.output))
            dense.backward(grad, learning_rate)
        losses.append(total / X.shape[1])
    return dense, losses
