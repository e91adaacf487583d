# always takes class 1 as the true one
def collapsed_gradient(a, y, x):
    d = a.copy()
    d[1] -= 1
    return np.outer(d, x)
