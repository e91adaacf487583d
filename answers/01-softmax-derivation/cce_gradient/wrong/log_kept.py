# keeps the logarithm
def cce_gradient(y, yhat):
    return -y * np.log(yhat)
