# einsum in place of dot
def feed_forward_sample(weights, biases, sample, y):
    z = np.ravel(sample)[None, :]
    z = sigmoid(np.einsum("bi,ij->bj", z, weights[0]) + biases[0])
    z = sigmoid(np.einsum("bi,ij->bj", z, weights[1]) + biases[1])
    yhat = softmax(np.einsum("bi,ij->bj", z, weights[2]) + biases[2])[0]
    guess = np.zeros(len(yhat))
    guess[np.argmax(yhat)] = 1
    return cross_entropy_loss(integer_to_one_hot(y, len(yhat)), yhat), guess
