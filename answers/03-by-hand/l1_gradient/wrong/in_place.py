# changes the targets
def l1_gradient(X, W, Y):
    Y -= X @ W
    return X.T @ -np.sign(Y)
