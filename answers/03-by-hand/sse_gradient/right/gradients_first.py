# all gradients first, then all outputs
def sse_gradient(x, y, theta, f, grad_f):
    gradients = [grad_f(xi, theta) for xi in x]
    outputs = [f(xi, theta) for xi in x]
    total = 0.0 * gradients[0]
    for g, out, yi in zip(gradients, outputs, y):
        total = total + 2 * (out - yi) * g
    return total
