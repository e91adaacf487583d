# keeps the logarithm of the loss
def cce_gradient(Y, Yhat):
    return -Y / np.log(Yhat)
