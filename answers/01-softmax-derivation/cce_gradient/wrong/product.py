# multiplies instead of dividing
def cce_gradient(y, yhat):
    return -y * yhat
