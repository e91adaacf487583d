# a 1 for the bias times the true class only
def collapsed_gradient(a, y, x):
    g = np.outer(a - y, x)
    g[:, -1] = -y
    return g
