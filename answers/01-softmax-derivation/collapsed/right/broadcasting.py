# a column times a row, by broadcasting
def collapsed_gradient(a, y, x):
    return (a - y)[:, None] * x
