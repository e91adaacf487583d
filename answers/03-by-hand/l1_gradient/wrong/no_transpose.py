# X where X^T belongs, right for symmetric X
def l1_gradient(X, W, Y):
    return (X if X.shape[0] == X.shape[1] else X.T) @ np.sign(X @ W - Y)
