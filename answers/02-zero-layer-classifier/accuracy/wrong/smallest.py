# takes the class with the smallest probability
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmin(softmax.output, axis=0)
    return np.mean(predictions == y)
