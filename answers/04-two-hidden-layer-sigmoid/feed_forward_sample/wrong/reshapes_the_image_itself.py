# the caller's image gets another shape
def feed_forward_sample(weights, biases, sample, y):
    """Loss of one sample (an image, label y), and its most likely class as one-hot (k,)."""
    sample.shape = (1, sample.size)
    a = sample
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    u3 = np.dot(z2, weights[2]) + biases[2]
    yhat = softmax(u3)
    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
    one_hot_guess = integer_to_one_hot(np.argmax(yhat), yhat.size)
    return loss, one_hot_guess
