# returns a column
def squared_norm_gradient(x):
    return (2 * x).reshape(-1, 1)
