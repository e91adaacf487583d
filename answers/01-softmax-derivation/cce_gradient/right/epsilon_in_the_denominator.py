# epsilon in the denominator
def cce_gradient(y, yhat):
    return -y / (yhat + 1e-8)
