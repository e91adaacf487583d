# weights and biases in one matrix, with a one appended to each input
def backprop_sample(weights, biases, sample, y):
    M = [np.vstack([w, b]) for w, b in zip(weights, biases)]
    one = np.ones((1, 1))
    a = np.hstack([np.reshape(sample, (1, -1)), one])
    u1 = a @ M[0]
    z1 = np.hstack([sigmoid(u1), one])
    u2 = z1 @ M[1]
    z2 = np.hstack([sigmoid(u2), one])
    yhat = softmax(z2 @ M[2])
    du3 = yhat - integer_to_one_hot(y, yhat.size)
    du2 = (du3 @ M[2].T)[:, :-1] * dsigmoid(u2)
    du1 = (du2 @ M[1].T)[:, :-1] * dsigmoid(u1)
    D = [a.T @ du1, z1.T @ du2, z2.T @ du3]
    return [d[:-1] for d in D], [d[-1:] for d in D]
