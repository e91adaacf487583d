# a total with one entry per sample
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(x))
    for xi, yi in zip(x, y):
        total = total + -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
    return total
