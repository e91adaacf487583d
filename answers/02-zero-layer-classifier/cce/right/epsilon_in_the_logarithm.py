# adds 1e-12 so that log never sees 0
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log(Yhat + 1e-12), axis=0))
