# joins the columns with concatenate
def cce_gradient(Y, Yhat):
    columns = [-(Y[:, [i]] / Yhat[:, [i]]) for i in range(Y.shape[1])]
    return np.concatenate(columns, axis=1)
