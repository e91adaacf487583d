# a progress bar of its own, as in Colab
from tqdm.auto import tqdm


def train(X, Y, learning_rate, batch_size, nepochs):
    layer, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in tqdm(range(nepochs), desc="epochs"):
        total = 0.0
        for batch in tqdm(generate_batch_indices(X.shape[1], batch_size), leave=False):
            layer.forward(X[:, batch])
            softmax.forward(layer.output)
            total += len(batch) * cce(Y[:, batch], softmax.output)
            layer.backward(softmax.backward(cce_gradient(Y[:, batch], softmax.output)), learning_rate)
        losses.append(total / X.shape[1])
    return layer, losses
