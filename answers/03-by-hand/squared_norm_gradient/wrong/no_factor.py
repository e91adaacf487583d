# forgets the factor 2
def squared_norm_gradient(x):
    return 1 * x
