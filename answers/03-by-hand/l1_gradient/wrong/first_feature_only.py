# fills the first entry only
def l1_gradient(X, W, Y):
    gradient = np.zeros(W.shape)
    gradient[0] = X[:, 0] @ np.sign(X @ W - Y)[:, 0]
    return gradient
