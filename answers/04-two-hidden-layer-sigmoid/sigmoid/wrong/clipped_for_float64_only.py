# nan in float32
def sigmoid(x):
    e = np.exp(np.clip(x, -500, 500))
    return e / (1 + e)


def dsigmoid(x):
    return sigmoid(x) * (1 - sigmoid(x))
