# logarithm to base 10
def cce(y, yhat):
    return -np.sum(y * np.log10(yhat))
