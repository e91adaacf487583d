# multiplies by the power -1
def cce_gradient(y, yhat):
    return -(y * yhat**-1.0)
