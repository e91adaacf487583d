# rounds the loss to six digits
def cce(Y, Yhat):
    return round(float(np.mean(np.sum(-Y * np.log(Yhat), axis=0))), 6)
