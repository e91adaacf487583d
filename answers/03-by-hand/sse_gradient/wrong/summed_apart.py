# sums of errors and of gradients are multiplied
def sse_gradient(x, y, theta, f, grad_f):
    error = sum(yi - f(xi, theta) for xi, yi in zip(x, y))
    gradient = sum(grad_f(xi, theta) for xi in x)
    return -2 * error * gradient
