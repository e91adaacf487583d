# writes the first and the last feature only
def collapsed_gradient(a, y, x):
    g = np.zeros((len(a), len(x)))
    g[:, 0] = (a - y) * x[0]
    g[:, -1] = (a - y) * x[-1]
    return g
