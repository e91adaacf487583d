# leaves the last sample out
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for i in range(len(y) - 1):
        total = total + -2 * (y[i] - f(x[i], theta)) * grad_f(x[i], theta)
    return total
