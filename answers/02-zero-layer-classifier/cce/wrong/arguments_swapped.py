# takes the logarithm of the labels
def cce(Y, Yhat):
    return np.mean(np.sum(-Yhat * np.log(Y + 1e-12), axis=0))
