# takes the probabilities where Y is 1
def cce(Y, Yhat):
    return float(-np.log(Yhat[Y == 1]).sum() / Yhat.shape[1])
