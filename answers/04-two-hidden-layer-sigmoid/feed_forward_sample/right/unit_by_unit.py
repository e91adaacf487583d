# each unit adds up its own inputs
def feed_forward_sample(weights, biases, sample, y):
    z = np.ravel(sample)
    for layer in range(3):
        u = np.empty((1, weights[layer].shape[1]))
        for unit in range(u.shape[1]):
            u[0, unit] = np.sum(z * weights[layer][:, unit]) + biases[layer][0, unit]
        z = sigmoid(u)[0]
    yhat = softmax(u)
    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
    return loss, integer_to_one_hot(np.argmax(yhat), yhat.size)
