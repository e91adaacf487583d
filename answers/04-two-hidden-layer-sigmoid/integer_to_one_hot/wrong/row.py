# a row of a matrix, not a vector
def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = np.zeros((1, max))
    result[0, x] = 1
    return result
