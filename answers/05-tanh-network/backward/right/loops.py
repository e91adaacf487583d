# class by class, and the image in strips of 112 pixels
def tanh_backward(d_a2, outputs):
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y, tanh_backward=tanh_backward):
    m = len(x)
    grads = {"d_" + name: np.zeros(value.shape) for name, value in params.items()}
    above = np.zeros(outputs["a2"].shape)
    for k in range(y.shape[1]):
        error = outputs["a3"][:, k] - y[:, k]
        grads["d_w2"][:, k] = error @ outputs["a2"] / m
        grads["d_b2"][0, k] = sum(error) / m
        above += np.outer(error, params["w2"][:, k])
    below = tanh_backward(above, outputs)
    for strip in range(0, x.shape[1], 112):
        grads["d_w1"][strip : strip + 112] = x[:, strip : strip + 112].T @ below / m
    for unit in range(below.shape[1]):
        grads["d_b1"][0, unit] = below[:, unit].sum() / m
    return grads
