# returns the share that is wrong
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return np.mean(predictions != y)
