# subtracts the label in place, so a changes
def collapsed_gradient(a, y, x):
    a -= y
    return np.outer(a, x)
