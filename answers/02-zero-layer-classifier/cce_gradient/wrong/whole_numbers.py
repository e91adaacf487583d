# stores the gradient in an array of whole numbers
def cce_gradient(Y, Yhat):
    gradient = np.zeros(Y.shape, dtype=int)
    for k in range(Y.shape[0]):
        for i in range(Y.shape[1]):
            gradient[k, i] = round(-Y[k, i] / Yhat[k, i])
    return gradient
