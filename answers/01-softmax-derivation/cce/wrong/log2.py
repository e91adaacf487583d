# logarithm to base 2
def cce(y, yhat):
    return -np.sum(y * np.log2(yhat))
