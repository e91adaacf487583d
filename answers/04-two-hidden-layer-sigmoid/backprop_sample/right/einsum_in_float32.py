# einsum, all in float32
def backprop_sample(weights, biases, sample, y):
    w, b = [np.float32(v) for v in weights], [np.float32(v) for v in biases]
    a = np.float32(sample).reshape(1, -1)
    u1 = np.einsum("ni,ij->nj", a, w[0]) + b[0]
    z1 = sigmoid(u1)
    u2 = np.einsum("ni,ij->nj", z1, w[1]) + b[1]
    z2 = sigmoid(u2)
    yhat = softmax(np.einsum("ni,ij->nj", z2, w[2]) + b[2])
    du3 = np.float32(yhat - integer_to_one_hot(y, yhat.shape[1]))
    du2 = np.float32(np.einsum("nj,ij->ni", du3, w[2]) * dsigmoid(u2))
    du1 = np.float32(np.einsum("nj,ij->ni", du2, w[1]) * dsigmoid(u1))
    return [a.T * du1, z1.T * du2, z2.T * du3], [du1, du2, du3]
