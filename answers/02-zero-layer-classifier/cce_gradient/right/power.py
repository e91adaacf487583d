# multiplies by the reciprocal
def cce_gradient(Y, Yhat):
    return -1.0 * Y * Yhat**-1.0
