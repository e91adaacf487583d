# counts sample by sample
def accuracy(layer, X, y):
    layer.forward(X)
    right = 0
    for i in range(X.shape[1]):
        scores = list(layer.output[:, i])
        if scores.index(max(scores)) == y[i]:
            right += 1
    return right / X.shape[1]
