# the error of the first sample for all of them
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * (y[0] - f(x[0], theta)) * grad_f(xi, theta)
    return total
