# the outer product the other way round
def collapsed_gradient(a, y, x):
    return np.outer(x, a - y)
