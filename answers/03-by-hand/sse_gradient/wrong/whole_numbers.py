# adds up whole numbers
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta), dtype=int)
    for xi, yi in zip(x, y):
        total += (-2 * (yi - f(xi, theta)) * grad_f(xi, theta)).astype(int)
    return total
