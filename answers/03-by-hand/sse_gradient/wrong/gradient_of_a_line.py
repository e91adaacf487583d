# takes the gradient of a line, whatever the model is
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in zip(x, y):
        error = yi - f(xi, theta)
        total = total + -2 * error * np.array([xi**k for k in range(len(theta))])
    return total
