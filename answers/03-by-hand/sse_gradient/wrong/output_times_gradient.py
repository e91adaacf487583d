# the output where the error belongs
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * f(xi, theta) * grad_f(xi, theta)
    return total
