# looks at the output of the last call instead of running the layer
def accuracy(layer, X, y):
    predictions = np.argmax(layer.output, axis=0)
    return np.mean(predictions == y)
