# the plain formula, where inf gives the right limit and the warning is switched off
def sigmoid(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(x)))


def dsigmoid(x):
    s = sigmoid(x)
    return s * (1 - s)
