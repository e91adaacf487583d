# each form only where it cannot overflow
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    result = np.empty(np.shape(x))
    positive = x >= 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    small = np.exp(x[~positive])
    result[~positive] = small / (1 + small)
    return result


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    s = sigmoid(x)
    return s * (1 - s)
