# a vector with one entry per class instead of a number
def cce(y, yhat):
    return -y * np.log(yhat)
