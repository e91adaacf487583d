# clips the probabilities at 1e-15
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log(np.clip(Yhat, 1e-15, 1)), axis=0))
