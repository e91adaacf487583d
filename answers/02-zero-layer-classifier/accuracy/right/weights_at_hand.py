# computes the scores from the weights itself
def accuracy(layer, X, y):
    W = np.asarray(layer.weights)
    scores = W @ np.concatenate([X, np.ones((1, X.shape[1]))])
    hits = [int(np.argmax(column)) == int(label) for column, label in zip(scores.T, y)]
    return sum(hits) / len(hits)
