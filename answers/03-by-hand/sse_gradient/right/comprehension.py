# a sum over a comprehension
def sse_gradient(x, y, theta, f, grad_f):
    return sum(-2 * (yi - f(xi, theta)) * grad_f(xi, theta) for xi, yi in zip(x, y))
