# counts the wrong ones and takes the rest
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    wrong = np.count_nonzero(np.argmax(softmax.output.T, axis=1) - y)
    return 1 - wrong / len(y)
