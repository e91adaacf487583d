# divides in place, but a copy
def cce_gradient(Y, Yhat):
    gradient = Y.copy()
    gradient /= Yhat
    gradient *= -1
    return gradient
