# functools.partial; the slope as 1 / cosh²
from functools import partial


def loss_of(params, x, y, name, value):
    changed = params | {name: value}
    return loss_accuracy(forward(changed, x)[0], y)[0]


def numerical(params, x, y, name):
    return check.numerical_gradient(partial(loss_of, params, x, y, name), params[name])


def gradient_error(backward, params, x, y, name):
    outputs = forward(params, x)[1]
    pairs = backward(x, params, outputs, y)[f"d_{name}"], numerical(params, x, y, name)
    return np.amax(check.relative_error(*pairs))


def repaired_tanh_backward(d_a2, outputs):
    return d_a2 / np.cosh(np.clip(outputs["z1"], -200, 200)) ** 2
