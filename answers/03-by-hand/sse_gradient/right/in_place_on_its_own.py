# adds in place to a total of its own
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros_like(np.asarray(theta, dtype=float))
    for xi, yi in zip(x, y):
        total -= 2 * (yi - f(xi, theta)) * grad_f(xi, theta)
    return total
