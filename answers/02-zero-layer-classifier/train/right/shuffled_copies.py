# shuffles whole copies with np.random and walks through them with slices
def train(X, Y, learning_rate, batch_size, nepochs):
    f, n = X.shape
    dense, softmax = Dense(f, Y.shape[0]), Softmax()
    losses = []
    epoch = 0
    while epoch < nepochs:
        order = np.random.permutation(n)
        Xs, Ys = X[:, order], Y[:, order]
        summed = 0
        start = 0
        while start < n:
            x, y = Xs[:, start : start + batch_size], Ys[:, start : start + batch_size]
            dense.forward(x)
            softmax.forward(dense.output)
            summed = summed - np.sum(np.log(softmax.output[y == 1]))
            gradient = cce_gradient(y, softmax.output)
            gradient = softmax.backward(gradient)
            gradient = dense.backward(gradient, learning_rate)
            start = start + batch_size
        losses.append(float(summed / n))
        epoch = epoch + 1
    return dense, losses
