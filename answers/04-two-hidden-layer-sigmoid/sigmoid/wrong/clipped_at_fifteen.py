# clips to ±15: very negative numbers give 3e-7, not e^x
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    return 1 / (1 + np.exp(-np.clip(x, -15, 15)))


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    return sigmoid(x) * (1 - sigmoid(x))
