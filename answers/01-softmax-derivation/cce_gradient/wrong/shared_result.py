# one vector for all calls with as many classes
_gradients = {}


def cce_gradient(y, yhat):
    g = _gradients.setdefault(len(y), np.zeros(len(y)))
    g[:] = -y / yhat
    return g
