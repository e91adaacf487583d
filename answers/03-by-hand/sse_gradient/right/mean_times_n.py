# the mean times the number of samples
def sse_gradient(x, y, theta, f, grad_f):
    parts = [(f(xi, theta) - yi) * np.asarray(grad_f(xi, theta)) for xi, yi in zip(x, y)]
    return 2 * len(parts) * np.mean(parts, axis=0)
