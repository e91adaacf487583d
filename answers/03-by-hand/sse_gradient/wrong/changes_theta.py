# takes a step on the caller's theta
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        total = total + -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
    theta -= 0.01 * total
    return total
