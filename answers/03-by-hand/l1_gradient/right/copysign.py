# the sign bit, also at 0
def l1_gradient(X, W, Y):
    return X.T @ np.copysign(1.0, X @ W - Y)
