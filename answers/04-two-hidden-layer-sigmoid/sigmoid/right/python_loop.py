# entry by entry with math.exp; the derivative from the exponential
def sigmoid(x):
    x = np.asarray(x)
    values = []
    for v in x.ravel().tolist():
        if v >= 0:
            values.append(1 / (1 + math.exp(-v)))
        else:
            values.append(math.exp(v) / (1 + math.exp(v)))
    return np.array(values).reshape(x.shape)


def dsigmoid(x):
    small = np.exp(-np.abs(x))
    return small / (1 + small) ** 2
