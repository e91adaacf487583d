# the errors are cut off where the targets are whole
def sse_gradient(x, y, theta, f, grad_f):
    errors = np.zeros_like(y)
    for i in range(len(y)):
        errors[i] = y[i] - f(x[i], theta)
    total = np.zeros(len(theta))
    for i in range(len(y)):
        total = total - 2 * errors[i] * grad_f(x[i], theta)
    return total
