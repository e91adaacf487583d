# adds up in a loop, with a helper variable
def cce(y, yhat):
    total = 0.0
    for k in range(len(y)):
        total -= y[k] * np.log(yhat[k])
    return total
