# a mean over the samples
def l1_gradient(X, W, Y):
    return X.T @ np.sign(X @ W - Y) / len(X)
