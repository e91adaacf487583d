# map over the samples
def sse_gradient(x, y, theta, f, grad_f):
    return sum(map(lambda xi, yi: (2 * f(xi, theta) - 2 * yi) * grad_f(xi, theta), x, y))
