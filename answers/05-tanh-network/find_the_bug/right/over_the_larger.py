# relative to the larger of the two
def numerical(params, x, y, name):
    def loss(v):
        new = params.copy()
        new[name] = v
        yhat, _ = forward(new, x)
        loss, _ = loss_accuracy(yhat, y)
        return loss

    return check.numerical_gradient(loss, params[name], h=1e-4)


def gradient_error(backward, params, x, y, name):
    _, outputs = forward(params, x)
    one = backward(x, params, outputs, y)["d_" + name]
    two = numerical(params, x, y, name)
    return max(abs(a - b) / max(abs(a), abs(b), 1e-10) for a, b in zip(one.ravel(), two.ravel()))


def repaired_tanh_backward(d_a2, outputs):
    a2 = outputs["a2"]
    return (1 - a2) * d_a2 * (1 + a2)
