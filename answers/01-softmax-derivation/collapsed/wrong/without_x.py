# forgets x
def collapsed_gradient(a, y, x):
    return a - y
