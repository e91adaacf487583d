# works on columns, as 02 did
def feed_forward_sample(weights, biases, sample, y):
    """The same, transposed."""
    x = np.array(sample, dtype=float).reshape(-1, 1)
    z1 = sigmoid(np.dot(weights[0].T, x) + biases[0].T)
    z2 = sigmoid(np.dot(weights[1].T, z1) + biases[1].T)
    yhat = softmax((np.dot(weights[2].T, z2) + biases[2].T).T)
    hot = integer_to_one_hot(y, yhat.shape[1])
    return cross_entropy_loss(hot, yhat), (yhat == yhat.max()).astype(float)[0]
