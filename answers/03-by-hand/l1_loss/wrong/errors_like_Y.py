# the errors are cut off where the targets are whole
def l1_loss(X, W, Y):
    errors = np.zeros_like(Y)
    for i in range(len(X)):
        errors[i] = np.dot(X[i], W) - Y[i]
    return np.sum(np.abs(errors))
