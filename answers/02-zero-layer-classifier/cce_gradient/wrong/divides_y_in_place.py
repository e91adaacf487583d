# divides the caller's labels in place
def cce_gradient(Y, Yhat):
    Y /= -Yhat
    return Y
