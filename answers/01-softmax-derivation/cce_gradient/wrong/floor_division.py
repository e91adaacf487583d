# two slashes: rounds down
def cce_gradient(y, yhat):
    return -y // yhat
