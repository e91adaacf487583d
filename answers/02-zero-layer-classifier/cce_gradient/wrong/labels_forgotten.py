# leaves out the labels
def cce_gradient(Y, Yhat):
    return -1 / Yhat
