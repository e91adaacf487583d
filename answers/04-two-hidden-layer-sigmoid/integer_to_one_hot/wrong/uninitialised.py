# np.empty in place of zeros, filled with rests
def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = np.empty(max)
    result += 0.5
    result[x] = 1
    return result
