# takes a step after every sample, so theta is another one for the next
def sse_gradient(x, y, theta, f, grad_f):
    total, theta = np.zeros(len(theta)), np.array(theta, dtype=float)
    for xi, yi in zip(x, y):
        g = -2 * (yi - f(xi, theta)) * grad_f(xi, theta)
        total, theta = total + g, theta - 0.01 * g
    return total
