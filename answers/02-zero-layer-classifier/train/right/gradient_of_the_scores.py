# uses that softmax and cross-entropy together give Yhat - Y; quiet; adds up sums
def train(X, Y, learning_rate, batch_size, nepochs):
    n = X.shape[1]
    layer, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for _ in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(n, batch_size):
            y = Y[:, batch]
            layer.forward(X[:, batch])
            softmax.forward(layer.output)
            total += len(batch) * cce(y, softmax.output)
            layer.backward(softmax.output - y, learning_rate)
        losses.append(total / n)
    return layer, losses
