# takes the mean over classes and samples
def cce(Y, Yhat):
    return np.mean(-Y * np.log(Yhat))
