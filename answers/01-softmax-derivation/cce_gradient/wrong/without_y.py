# every class counts
def cce_gradient(y, yhat):
    return -1 / yhat
