# writes every result of a size into the same array, so a later call overwrites an earlier result
results = {}


def cce_gradient(Y, Yhat):
    result = results.setdefault(Y.shape, np.zeros(Y.shape))
    np.divide(-Y, Yhat, out=result)
    return result
