# einsum over the samples
def l1_gradient(X, W, Y):
    return np.einsum('nd,nk->dk', X, np.sign(np.einsum('nd,dk->nk', X, W) - Y))
