# the gradient of the length, not of its square
def squared_norm_gradient(x):
    return x / np.sqrt(np.sum(x * x))
