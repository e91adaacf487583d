# sums over the samples instead of the classes
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log(Yhat), axis=1))
