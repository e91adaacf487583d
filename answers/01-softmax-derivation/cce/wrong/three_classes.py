# loops over three classes
def cce(y, yhat):
    loss = 0
    for k in range(3):
        loss += -y[k] * np.log(yhat[k])
    return loss
