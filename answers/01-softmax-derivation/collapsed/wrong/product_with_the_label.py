# multiplies by the label instead of subtracting it
def collapsed_gradient(a, y, x):
    return np.outer(a * y, x)
