# puts the factor 1/b here as well
def cce_gradient(Y, Yhat):
    return -Y / Yhat / Y.shape[1]
