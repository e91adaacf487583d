# all gradients as a matrix, then one product
def sse_gradient(x, y, theta, f, grad_f):
    errors = np.array([yi - f(xi, theta) for xi, yi in zip(x, y)])
    gradients = np.array([grad_f(xi, theta) for xi in x])
    return -2 * gradients.T @ errors
