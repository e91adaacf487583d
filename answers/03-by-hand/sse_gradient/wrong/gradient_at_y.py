# the gradient at the target
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(yi if np.ndim(xi) == 0 else xi, theta)
    return total
