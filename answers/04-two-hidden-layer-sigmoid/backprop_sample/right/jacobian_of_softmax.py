# the long way: gradient of the probabilities, then the Jacobian
def backprop_sample(weights, biases, sample, y):
    a = np.reshape(sample, (1, -1))
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
    # The row y of the Jacobian, divided by -yhat[y]; the division is done by hand, as yhat can be 0.
    du3 = -(np.eye(yhat.size)[[y]] - yhat)
    dz2 = np.zeros_like(z2)
    for i in range(z2.size):
        dz2[0, i] = np.sum(du3 * weights[2][i])
    du2 = np.multiply(dz2, dsigmoid(u2))
    du1 = np.multiply(du2.dot(weights[1].T), dsigmoid(u1))
    weight_gradients = [a.T.dot(du1), z1.T.dot(du2), z2.T.dot(du3)]
    return weight_gradients, [du1.copy(), du2.copy(), du3.copy()]
