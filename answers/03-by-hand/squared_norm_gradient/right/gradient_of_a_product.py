# the product rule, entry by entry
def squared_norm_gradient(x):
    return np.array([v * 1 + 1 * v for v in x])
