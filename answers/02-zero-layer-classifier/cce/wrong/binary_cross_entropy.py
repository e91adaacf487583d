# adds the terms of the wrong classes, as for yes/no labels
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log(Yhat) - (1 - Y) * np.log(1 - Yhat), axis=0))
