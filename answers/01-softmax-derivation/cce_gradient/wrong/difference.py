# the gradient with respect to the scores
def cce_gradient(y, yhat):
    return yhat - y
