# the minus sign is missing
def cce_gradient(y, yhat):
    return y / yhat
