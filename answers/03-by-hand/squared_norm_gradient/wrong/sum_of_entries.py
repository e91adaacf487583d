# one number: the sum over all entries
def squared_norm_gradient(x):
    return 2 * np.sum(x)
