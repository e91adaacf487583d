# errors the other way round, so plus 2
def sse_gradient(x, y, theta, f, grad_f):
    total = 0
    for i in range(len(y)):
        total = total + 2 * (f(x[i], theta) - y[i]) * grad_f(x[i], theta)
    return total
