# the guess as whole numbers, the loss as a Python number
def feed_forward_sample(weights, biases, sample, y):
    """Loss of one sample (an image, label y), and its most likely class as one-hot (k,)."""
    a = np.reshape(sample, (1, -1))
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    u3 = np.dot(z2, weights[2]) + biases[2]
    yhat = softmax(u3)
    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
    one_hot_guess = [0] * yhat.size
    one_hot_guess[int(np.argmax(yhat))] = 1
    return float(loss), np.array(one_hot_guess)
