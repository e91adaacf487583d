# forgets to return the gradient
def cce_gradient(Y, Yhat):
    gradient = -Y / Yhat
