# divides the probability by the label
def cce_gradient(y, yhat):
    return -yhat / y
