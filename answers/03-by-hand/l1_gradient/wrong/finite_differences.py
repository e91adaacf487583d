# finite differences of the loss, wrong near a kink
def l1_gradient(X, W, Y):
    h, gradient = 1e-6, np.zeros(W.shape)
    for j in range(len(W)):
        step = np.zeros(W.shape)
        step[j] = h
        up, down = np.abs(X @ (W + step) - Y).sum(), np.abs(X @ (W - step) - Y).sum()
        gradient[j] = (up - down) / (2 * h)
    return gradient
