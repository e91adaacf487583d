# central differences and relative error of its own
def numerical(params, x, y, name, h=1e-6):
    value = params[name]
    result = np.zeros(value.shape)
    for i in range(value.shape[0]):
        for j in range(value.shape[1]):
            losses = []
            for step in (h, -h):
                moved = value.astype(float).copy()
                moved[i, j] += step
                changed = dict(params)
                changed[name] = moved
                losses.append(loss_accuracy(forward(changed, x)[0], y)[0])
            result[i, j] = (losses[0] - losses[1]) / (2 * h)
    return result


def gradient_error(backward, params, x, y, name):
    g = backward(x, params, forward(params, x)[1], y)["d_" + name]
    n = numerical(params, x, y, name)
    return float(np.max(np.abs(g - n) / (np.abs(g) + np.abs(n) + 1e-12)))


def repaired_tanh_backward(d_a2, outputs):
    return d_a2 * (1 - np.tanh(outputs["z1"]) ** 2)
