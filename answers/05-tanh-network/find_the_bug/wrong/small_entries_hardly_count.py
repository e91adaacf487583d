# entries below a hundredth hardly count
def numerical(params, x, y, name):
    """Central differences of the loss with respect to params[name]; shape that of params[name]."""
    def loss(value):
        yhat, _ = forward({**params, name: value}, x)
        return loss_accuracy(yhat, y)[0]

    return check.numerical_gradient(loss, params[name])


def gradient_error(backward, params, x, y, name):
    """Largest relative error of the gradient "d_" + name that `backward` returns; a number."""
    _, outputs = forward(params, x)
    analytic = backward(x, params, outputs, y)["d_" + name]
    differences = numerical(params, x, y, name)
    return np.max(check.relative_error(analytic, differences, floor=1e-2))


def repaired_tanh_backward(d_a2, outputs):
    """Gradient (m, nh) with respect to z1, from that with respect to a2."""
    return d_a2 * (1 - outputs["a2"]**2)
