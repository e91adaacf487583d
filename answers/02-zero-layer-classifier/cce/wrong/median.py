# takes the median over the samples, which is the mean for two
def cce(Y, Yhat):
    return np.median(np.sum(-Y * np.log(Yhat), axis=0))
