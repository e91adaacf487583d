# the gradient of the first sample for all of them
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(x[0], theta)
    return total
