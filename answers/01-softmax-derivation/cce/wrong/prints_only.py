# prints the loss instead of returning it
def cce(y, yhat):
    print(-np.sum(y * np.log(yhat)))
