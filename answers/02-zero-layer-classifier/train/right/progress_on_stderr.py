# shows its progress on stderr, as tqdm does; a weighted average at the end of the epoch
import sys


def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(1, nepochs + 1):
        values, sizes = [], []
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            values.append(cce(y, softmax.output))
            sizes.append(y.shape[1])
            gradient = softmax.backward(cce_gradient(y, softmax.output))
            dense.backward(gradient, learning_rate)
        losses.append(np.average(values, weights=sizes))
        print(f"\r{epoch}/{nepochs} [{'#' * epoch}] loss={losses[-1]:.3f}", end="", file=sys.stderr, flush=True)
    return dense, losses
