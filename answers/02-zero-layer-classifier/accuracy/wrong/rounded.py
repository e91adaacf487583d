# rounds to two digits
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return round(float(np.mean(predictions == y)), 2)
