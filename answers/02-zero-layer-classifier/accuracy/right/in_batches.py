# goes through the samples in pieces and adds up the counts
def accuracy(layer, X, y):
    softmax = Softmax()
    right = 0
    for start in range(0, X.shape[1], 500):
        layer.forward(X[:, start : start + 500])
        softmax.forward(layer.output)
        predictions = np.argmax(softmax.output, axis=0)
        right += int(np.sum(predictions == y[start : start + 500]))
    return float(right) / X.shape[1]
