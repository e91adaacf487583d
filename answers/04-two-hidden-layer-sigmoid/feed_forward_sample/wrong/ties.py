# several guesses in a tie
def feed_forward_sample(weights, biases, sample, y):
    a = np.reshape(sample, (1, -1))
    z1 = sigmoid(np.dot(a, weights[0]) + biases[0])
    z2 = sigmoid(np.dot(z1, weights[1]) + biases[1])
    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
    one_hot_guess = (yhat == np.max(yhat)).astype(float)[0]
    return loss, one_hot_guess
