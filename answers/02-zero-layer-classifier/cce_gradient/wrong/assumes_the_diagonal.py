# takes the true class of sample i to be class i
def cce_gradient(Y, Yhat):
    gradient = np.zeros(Y.shape)
    for i in range(min(Y.shape)):
        gradient[i, i] = -1 / Yhat[i, i]
    return gradient
