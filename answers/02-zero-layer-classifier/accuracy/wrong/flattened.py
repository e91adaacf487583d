# takes one largest entry of the whole matrix
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output)
    return np.mean(predictions == y)
