# two parameters only
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(2)
    for xi, yi in zip(x, y):
        total += -2 * (yi - f(xi, theta)) * grad_f(xi, theta)[:2]
    return total
