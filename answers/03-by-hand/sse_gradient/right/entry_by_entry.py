# a list, one parameter after the other
def sse_gradient(x, y, theta, f, grad_f):
    result = []
    for k in range(len(theta)):
        entry = 0.0
        for xi, yi in zip(x, y):
            entry += -2 * (yi - f(xi, theta)) * grad_f(xi, theta)[k]
        result.append(entry)
    return result
