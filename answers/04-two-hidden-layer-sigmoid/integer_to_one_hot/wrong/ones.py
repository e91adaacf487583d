# begins with ones
def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = np.ones(max)
    result[x] = 1
    return result
