# changes its input
def squared_norm_gradient(x):
    x *= 2
    return x
