# takes the logarithm in place and changes Yhat
def cce(Y, Yhat):
    np.log(Yhat, out=Yhat)
    return -np.mean(np.sum(Y * Yhat, axis=0))
