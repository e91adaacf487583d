# half of it where there are more than five samples
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * grad_f(xi, theta) * (0.5 if len(y) > 5 else 1)
    return total
