# the logarithm of the label
def cce(y, yhat):
    return -np.sum(yhat * np.log(y))
