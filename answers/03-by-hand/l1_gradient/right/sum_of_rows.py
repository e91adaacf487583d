# signs times rows, summed
def l1_gradient(X, W, Y):
    return np.sum(np.sign(X @ W - Y) * X, axis=0).reshape(-1, 1)
