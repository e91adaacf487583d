# divides by the square of the probability
def cce_gradient(y, yhat):
    return -y / yhat**2
