# has no minus sign
def cce(Y, Yhat):
    return np.mean(np.sum(Y * np.log(Yhat), axis=0))
