# exp of the logarithm, -log(1 + e^-x)
def sigmoid(x):
    return np.exp(-np.logaddexp(0, -np.asarray(x)))


def dsigmoid(x):
    return sigmoid(x) * sigmoid(-np.asarray(x))
