# clips to ±500, then chooses between the two forms
def sigmoid(x):
    x = np.clip(x, -500, 500)
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


def dsigmoid(x):
    return sigmoid(x) * (1 - sigmoid(x))
