# writes every result into one array that it keeps
_buffers = {}


def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    small = np.exp(-np.abs(x))
    buffer = _buffers.setdefault(np.shape(x), np.empty(np.shape(x)))
    buffer[...] = np.where(x >= 0, 1 / (1 + small), small / (1 + small))
    return buffer


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    return sigmoid(x) * (1 - sigmoid(x))
