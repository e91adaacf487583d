# right away from 0, not a number at 0
def squared_norm_gradient(x):
    length = np.sqrt(np.sum(x * x))
    return 2 * length * (x / length)
