# products in the wrong order, then reshaped
def collapsed_gradient(a, y, x):
    return np.outer(x, a - y).reshape(len(a), len(x))
