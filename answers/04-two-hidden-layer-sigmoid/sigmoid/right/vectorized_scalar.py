# a function of one number, made one of arrays
def sigmoid(x):
    def of_one(v):
        small = math.exp(-abs(v))
        return (1.0 if v >= 0 else small) / (1 + small)

    return np.vectorize(of_one, otypes=[float])(x)


def dsigmoid(x):
    s = sigmoid(x)
    return s * (1.0 - s)
