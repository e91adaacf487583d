# works on columns, transposes at the end
def backprop_sample(weights, biases, sample, y):
    V = [w.T for w in weights]
    x = np.array(sample, dtype=float).reshape(-1, 1)
    u1 = V[0] @ x + biases[0].T
    u2 = V[1] @ sigmoid(u1) + biases[1].T
    u3 = V[2] @ sigmoid(u2) + biases[2].T
    hot = np.zeros((len(u3), 1))
    hot[y] = 1
    g3 = softmax(u3.T).T - hot
    g2 = dsigmoid(u2) * (V[2].T @ g3)
    g1 = dsigmoid(u1) * (V[1].T @ g2)
    inputs = [x, sigmoid(u1), sigmoid(u2)]
    return [z @ g.T for z, g in zip(inputs, [g1, g2, g3])], [g1.T, g2.T, g3.T]
