# uses the largest probability instead of that of the true class
def cce(Y, Yhat):
    return np.mean(-np.log(np.max(Yhat, axis=0)))
