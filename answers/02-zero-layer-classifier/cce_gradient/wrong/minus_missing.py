# has no minus sign
def cce_gradient(Y, Yhat):
    return Y / Yhat
