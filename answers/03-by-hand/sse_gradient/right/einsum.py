# einsum over the samples
def sse_gradient(x, y, theta, f, grad_f):
    errors = [yi - f(xi, theta) for xi, yi in zip(x, y)]
    gradients = np.stack([grad_f(xi, theta) for xi in x])
    return -2 * np.einsum('n,np->p', errors, gradients)
