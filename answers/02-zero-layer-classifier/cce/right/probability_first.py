# sums Y * Yhat down each column, then takes the logarithm of that one probability
def cce(Y, Yhat):
    probability = (Y * Yhat).sum(axis=0)
    return np.mean(-np.log(probability))
