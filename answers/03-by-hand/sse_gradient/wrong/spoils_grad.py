# changes the model's own gradient
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        g = grad_f(xi, theta)
        g *= -2 * (yi - f(xi, theta))
        total += g
    return total
