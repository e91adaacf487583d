# one step as an inner function; the losses as an array; prints every fifth epoch
def train(X, Y, learning_rate, batch_size, nepochs):
    n = X.shape[1]
    dense, softmax = Dense(len(X), len(Y)), Softmax()

    def step(x, y):
        dense.forward(x)
        softmax.forward(dense.output)
        loss = cce(y, softmax.output)
        dense.backward(softmax.backward(cce_gradient(y, softmax.output)), learning_rate)
        return loss * x.shape[1]

    losses = np.zeros(nepochs)
    for epoch in range(nepochs):
        losses[epoch] = sum(step(X[:, i], Y[:, i]) for i in generate_batch_indices(n, batch_size)) / n
        if epoch % 5 == 0:
            print("epoch", epoch, "loss", losses[epoch])
    return dense, losses
