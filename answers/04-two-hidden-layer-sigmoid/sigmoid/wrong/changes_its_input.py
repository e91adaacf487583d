# clips the caller's array in place
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    np.clip(x, -3, 3, out=x) if x.dtype.kind == "f" else None
    return 1 / (1 + np.exp(-x))


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    return sigmoid(x) * (1 - sigmoid(x))
