# in-place operations on arrays of its own
def l1_gradient(X, W, Y):
    e = X @ W
    e -= Y
    np.sign(e, out=e)
    return X.T @ e
