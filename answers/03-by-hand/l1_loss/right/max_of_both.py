# the larger of e and -e, in another order
def l1_loss(X, W, Y):
    e = np.matmul(X, W) - Y
    return sum(np.maximum(e, -e)[::-1].ravel())
