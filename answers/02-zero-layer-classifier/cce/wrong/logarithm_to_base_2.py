# uses the logarithm to base 2
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log2(Yhat), axis=0))
