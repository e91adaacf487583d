# rounds to whole numbers
def squared_norm_gradient(x):
    return (2 * x).astype(int)
