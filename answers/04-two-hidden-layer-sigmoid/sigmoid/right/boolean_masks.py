# fills an array of its own by two masks, keeps float32
def sigmoid(x):
    x = np.asarray(x)
    result = np.empty(x.shape, dtype=np.result_type(x.dtype, np.float32))
    low = x < 0
    grown = np.exp(x[low])
    result[low] = grown / (grown + 1)
    result[~low] = 1 / (1 + np.exp(-x[~low]))
    return result


def dsigmoid(x):
    s = sigmoid(x)
    return s - s * s
