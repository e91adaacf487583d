# differentiates 1/Yhat instead of the logarithm
def cce_gradient(Y, Yhat):
    return -Y / Yhat**2
