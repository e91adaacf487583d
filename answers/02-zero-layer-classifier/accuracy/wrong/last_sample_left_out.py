# leaves the last sample out of the count
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    right = 0
    for i in range(len(y) - 1):
        if np.argmax(softmax.output[:, i]) == y[i]:
            right += 1
    return right / len(y)
