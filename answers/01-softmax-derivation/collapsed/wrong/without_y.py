# forgets the label
def collapsed_gradient(a, y, x):
    return np.outer(a, x)
