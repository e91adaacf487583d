# doubles in place, but its own copy
def squared_norm_gradient(x):
    g = np.array(x)
    g *= 2
    return g
