# downhill instead of uphill
def squared_norm_gradient(x):
    return -2 * x
