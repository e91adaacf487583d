# leaves out samples with an error below 0.3
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(xi, theta) * (abs(error) > 0.3)
    return total
