# guesses by the scores, in float32
def feed_forward_sample(weights, biases, sample, y):
    w, b = [np.float32(v) for v in weights], [np.float32(v) for v in biases]
    a = np.float32(sample).reshape(1, w[0].shape[0])
    u3 = np.dot(sigmoid(np.dot(sigmoid(np.dot(a, w[0]) + b[0]), w[1]) + b[1]), w[2]) + b[2]
    k = u3.shape[1]
    loss = cross_entropy_loss(integer_to_one_hot(y, k), softmax(u3))
    return loss, integer_to_one_hot(int(np.argmax(u3)), k)
