# adds up sample by sample
def l1_gradient(X, W, Y):
    gradient = np.zeros(W.shape)
    for row, target in zip(X, Y):
        gradient[:, 0] += np.sign(row @ W[:, 0] - target[0]) * row
    return gradient
