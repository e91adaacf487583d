# differences of fourth order
def numerical(params, x, y, name):
    """Central differences of the loss with respect to params[name]; shape that of params[name]."""
    slopes, h = np.zeros(params[name].shape), 1e-3
    for place in np.ndindex(slopes.shape):
        for steps, weight in [(1, 8), (-1, -8), (2, -1), (-2, 1)]:
            value = np.array(params[name], dtype=float)
            value[place] += steps * h
            slopes[place] += weight * loss_accuracy(forward({**params, name: value}, x)[0], y)[0]
    return slopes / (12 * h)


def gradient_error(backward, params, x, y, name):
    """Largest relative error of the gradient "d_" + name that `backward` returns; a number."""
    a = backward(x, params, forward(params, x)[1], y)["d_" + name]
    n = numerical(params, x, y, name)
    return max(abs(p - q) / max(abs(p) + abs(q), 1e-8) for p, q in zip(np.ravel(a), np.ravel(n)))


def repaired_tanh_backward(d_a2, outputs):
    """Gradient (m, nh) with respect to z1, from that with respect to a2."""
    return d_a2 * (1 - outputs["a2"]) * (1 + outputs["a2"])
