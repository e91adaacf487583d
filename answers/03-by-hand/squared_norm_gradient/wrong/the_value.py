# the squared length itself
def squared_norm_gradient(x):
    return np.sum(x * x)
