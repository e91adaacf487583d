# divides the probability by the label
def cce_gradient(Y, Yhat):
    return -Yhat / Y
