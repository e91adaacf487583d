# %% right: as in the source
def accuracy(layer, X, y):
    """Share of the samples X (f, n) whose predicted class is the label y (n,)."""
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return np.mean(predictions == y)


# %% right: works on a deep copy of the layer
import copy


def accuracy(layer, X, y):
    own = copy.deepcopy(layer)
    own.forward(X)
    return np.mean(np.argmax(own.output, axis=0) == y)


# %% right: counts the wrong ones and takes the rest
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    wrong = np.count_nonzero(np.argmax(softmax.output.T, axis=1) - y)
    return 1 - wrong / len(y)


# %% right: goes through the samples in pieces and adds up the counts
def accuracy(layer, X, y):
    softmax = Softmax()
    right = 0
    for start in range(0, X.shape[1], 500):
        layer.forward(X[:, start : start + 500])
        softmax.forward(layer.output)
        predictions = np.argmax(softmax.output, axis=0)
        right += int(np.sum(predictions == y[start : start + 500]))
    return float(right) / X.shape[1]


# %% right: compares one-hot predictions with one-hot labels
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    k, n = softmax.output.shape
    predicted = np.eye(k)[softmax.output.argmax(axis=0)]
    truth = np.eye(k)[y]
    return np.einsum('nk,nk->', predicted, truth) / n


# %% right: counts sample by sample
def accuracy(layer, X, y):
    layer.forward(X)
    right = 0
    for i in range(X.shape[1]):
        scores = list(layer.output[:, i])
        if scores.index(max(scores)) == y[i]:
            right += 1
    return right / X.shape[1]


# %% right: leaves softmax out, which does not change the largest entry
def accuracy(layer, X, y):
    layer.forward(X)
    return (layer.output.argmax(axis=0) == y).mean()


# %% right: computes the scores from the weights itself
def accuracy(layer, X, y):
    W = np.asarray(layer.weights)
    scores = W @ np.concatenate([X, np.ones((1, X.shape[1]))])
    hits = [int(np.argmax(column)) == int(label) for column, label in zip(scores.T, y)]
    return sum(hits) / len(hits)


# %% wrong: takes the largest entry of each row [natural]
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=1)
    return np.mean(predictions == y[: len(predictions)])


# %% wrong: computes the scores without the bias [natural]
def accuracy(layer, X, y):
    return np.mean(np.argmax(layer.weights[:, :-1] @ X, axis=0) == y)


# %% wrong: the weights of the layer are changed
# edit of: as in the source
     softmax = Softmax()
+    layer.weights = layer.weights / np.linalg.norm(layer.weights)


# %% wrong: returns the number that is right [natural]
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return np.sum(predictions == y)


# %% wrong: divides by the number of features
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return np.sum(predictions == y) / X.shape[0]


# %% wrong: blank filled with max: compares probabilities with labels [natural]
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.max(softmax.output, axis=0)
    return np.mean(predictions == y)


# %% wrong: leaves the last sample out of the count
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    right = 0
    for i in range(len(y) - 1):
        if np.argmax(softmax.output[:, i]) == y[i]:
            right += 1
    return right / len(y)


# %% wrong: looks for the largest input instead of the largest score
def accuracy(layer, X, y):
    predictions = np.argmax(X, axis=0)
    return np.mean(predictions == y)


# %% wrong: counts a class only when its probability is above one half
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    hits = softmax.output[y, np.arange(len(y))] > 0.5
    return np.mean(hits)


# %% wrong: prints the accuracy instead of returning it [natural]
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    print(np.mean(predictions == y))


# %% wrong: returns percent [natural]
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return 100 * np.mean(predictions == y)


# %% wrong: rounds to two digits
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return round(float(np.mean(predictions == y)), 2)


# %% wrong: returns the share that is wrong [natural]
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    return np.mean(predictions != y)


# %% wrong: takes the class with the smallest probability [natural]
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmin(softmax.output, axis=0)
    return np.mean(predictions == y)
