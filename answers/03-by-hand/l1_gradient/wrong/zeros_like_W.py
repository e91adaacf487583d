# the gradient is cut off where the weights are whole
def l1_gradient(X, W, Y):
    signs = np.sign(np.dot(X, W) - Y)
    gradient = np.zeros_like(W)
    for j in range(X.shape[1]):
        gradient[j, 0] = np.sum(signs[:, 0] * X[:, j])
    return gradient
