# the wrong factor
def squared_norm_gradient(x):
    return 3 * x
