# divides the label in place
def cce_gradient(y, yhat):
    y /= -yhat
    return y
