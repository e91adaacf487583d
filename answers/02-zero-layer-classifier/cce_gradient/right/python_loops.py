# fills the matrix entry by entry
def cce_gradient(Y, Yhat):
    G = np.zeros(Y.shape)
    for k in range(Y.shape[0]):
        for i in range(Y.shape[1]):
            G[k, i] = -Y[k, i] / Yhat[k, i]
    return G
