# doubles in place, but a copy of its own
def squared_norm_gradient(x):
    g = np.array(x)
    g *= 2
    return g
