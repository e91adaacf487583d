# fills the row of the true class only
def collapsed_gradient(a, y, x):
    g = np.zeros((len(a), len(x)))
    t = np.argmax(y)
    g[t] = (a[t] - 1) * x
    return g
