# hands a copy of theta on
def sse_gradient(x, y, theta, f, grad_f):
    t = np.array(theta)
    g = [-2.0 * (b - f(a, t)) * np.asarray(grad_f(a, t)) for a, b in zip(x, y)]
    return np.sum(g, axis=0)
