# e^x / (1 + e^x) everywhere, with the warnings switched off
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    with np.errstate(all="ignore"):
        return np.exp(x) / (1 + np.exp(x))


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    return sigmoid(x) * (1 - sigmoid(x))
