# a tuple of numbers
def squared_norm_gradient(x):
    return tuple(2.0 * float(v) for v in x)
