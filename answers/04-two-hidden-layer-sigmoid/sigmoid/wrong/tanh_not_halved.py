# uses tanh of x, not of x / 2
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    return 0.5 * (1 + np.tanh(x))


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    return sigmoid(x) * (1 - sigmoid(x))
