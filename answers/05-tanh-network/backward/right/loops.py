# sample by sample, with outer products
def tanh_backward(d_a2, outputs):
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y, tanh_backward=tanh_backward):
    m = len(x)
    grads = {"d_" + name: np.zeros(value.shape) for name, value in params.items()}
    above = np.zeros(outputs["a2"].shape)
    for i in range(m):
        error = outputs["a3"][i] - y[i]
        grads["d_w2"] += np.outer(outputs["a2"][i], error) / m
        grads["d_b2"] += error / m
        above[i] = params["w2"] @ error
    below = tanh_backward(above, outputs)
    for i in range(m):
        grads["d_w1"] += np.outer(x[i], below[i]) / m
        grads["d_b1"] += below[i] / m
    return grads
