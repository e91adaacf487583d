# the sum of the rows
def l1_gradient(X, W, Y):
    return X.T @ np.ones_like(Y)
