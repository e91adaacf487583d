# the squares, not their derivatives
def squared_norm_gradient(x):
    return x * x
