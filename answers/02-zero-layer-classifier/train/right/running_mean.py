# keeps a running mean over the samples seen so far
def train(X, Y, learning_rate, batch_size, nepochs):
    """Losses are updated batch by batch."""
    dense = Dense(X.shape[0], Y.shape[0])
    softmax = Softmax()
    layers = [dense, softmax]
    losses = []
    for epoch in range(nepochs):
        seen, mean = 0, 0.0
        batches = generate_batch_indices(X.shape[1], batch_size)
        for number, indices in enumerate(batches):
            signal = X[:, indices]
            for layer in layers:
                layer.forward(signal)
                signal = layer.output
            labels = Y[:, indices]
            seen += len(indices)
            mean += (cce(labels, signal) - mean) * len(indices) / seen
            gradient = cce_gradient(labels, signal)
            for layer in reversed(layers):
                gradient = layer.backward(gradient, learning_rate)
        losses.append(mean)
        print(f"{epoch + 1:3d} {mean:.4f}")
    return dense, losses
