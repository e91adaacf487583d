# rounds the loss to six decimals
def cce(y, yhat):
    return np.round(-np.sum(y * np.log(yhat)), 6)
