# adds up in float32
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta), dtype=np.float32)
    for xi, yi in zip(x, y):
        total += np.float32(-2 * (yi - f(xi, theta))) * np.asarray(grad_f(xi, theta), dtype=np.float32)
    return total
