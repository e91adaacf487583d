# a smooth sign
def l1_gradient(X, W, Y):
    return X.T @ np.tanh(1000 * (X @ W - Y))
