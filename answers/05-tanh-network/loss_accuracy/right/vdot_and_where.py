# np.vdot; the logarithm where y is 1 only
def loss_accuracy(yhat, y):
    m = len(y)
    logs = np.log(yhat, out=np.full(yhat.shape, -30.0), where=yhat > 1e-13)
    top = yhat == yhat.max(axis=1, keepdims=True)
    return -np.vdot(y, logs) / m, np.sum(top * y) / m
