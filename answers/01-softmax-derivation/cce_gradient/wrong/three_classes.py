# a vector of three zeros
def cce_gradient(y, yhat):
    g = np.zeros(3)
    g[np.argmax(y)] = -1 / yhat[np.argmax(y)]
    return g
