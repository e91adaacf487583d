# entries of gradients beyond 10 are cut
def backprop_sample(weights, biases, sample, y):
    """Gradients of one sample's loss: for the weights and for the biases, two lists of three."""
    # Forward, and keep what the way back needs.
    a = np.reshape(sample, (1, -1))
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
    # Backward, layer 3, 2, 1; the gradient of each bias is du itself.
    du3 = yhat - integer_to_one_hot(y, yhat.size)
    dw3 = np.dot(z2.T, du3)
    du2 = np.dot(du3, weights[2].T) * dsigmoid(u2)
    dw2 = np.dot(z1.T, du2)
    du1 = np.dot(du2, weights[1].T) * dsigmoid(u1)
    dw1 = np.dot(a.T, du1)
    return [np.clip(d, -10, 10) for d in (dw1, dw2, dw3)], [du1, du2, du3]
