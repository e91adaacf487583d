# positions count modulo ten
def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = np.zeros(max)
    result[x % 10] = 1
    return result
