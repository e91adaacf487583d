# the probability of the visible check as a number
def cce_gradient(y, yhat):
    return -y / 0.2
