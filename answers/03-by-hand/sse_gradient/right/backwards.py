# last sample first
def sse_gradient(x, y, theta, f, grad_f):
    total = np.zeros(len(theta))
    for xi, yi in reversed(list(zip(x, y))):
        total += (f(xi, theta) - yi) * grad_f(xi, theta)
    return total + total
