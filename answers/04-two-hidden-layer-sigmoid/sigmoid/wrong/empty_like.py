# cut off where x is whole
def sigmoid(x):
    result = np.zeros_like(x)
    pos = x >= 0
    result[pos] = 1 / (1 + np.exp(-x[pos]))
    small = np.exp(x[~pos])
    result[~pos] = small / (1 + small)
    return result


def dsigmoid(x):
    return sigmoid(x) * (1 - sigmoid(x))
