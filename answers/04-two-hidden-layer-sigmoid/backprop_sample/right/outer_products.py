# vectors and np.outer; tuples
def backprop_sample(weights, biases, sample, y):
    x = np.ravel(sample)
    w1, w2, w3 = weights
    b1, b2, b3 = (b.ravel() for b in biases)
    u1 = x @ w1 + b1
    z1 = sigmoid(u1)
    u2 = z1 @ w2 + b2
    z2 = sigmoid(u2)
    g3 = softmax((z2 @ w3 + b3)[None, :])[0] - integer_to_one_hot(y, b3.size)
    g2 = w3 @ g3 * dsigmoid(u2)
    g1 = w2 @ g2 * dsigmoid(u1)
    dws = np.outer(x, g1), np.outer(z1, g2), np.outer(z2, g3)
    return dws, (g1[None, :], g2[None, :], g3[None, :])
