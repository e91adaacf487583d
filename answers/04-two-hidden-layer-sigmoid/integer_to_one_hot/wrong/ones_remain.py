# one array for all calls, in which the old ones remain
_kept = {}


def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = _kept.setdefault(max, np.zeros(max))
    result[x] = 1
    return result
