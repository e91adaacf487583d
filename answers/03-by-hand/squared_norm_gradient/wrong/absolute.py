# loses the signs
def squared_norm_gradient(x):
    return 2 * np.abs(x)
