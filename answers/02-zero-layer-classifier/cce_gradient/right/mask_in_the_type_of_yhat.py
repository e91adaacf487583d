# fills in the true classes; keeps float32
def cce_gradient(Y, Yhat):
    gradient = np.zeros_like(Yhat)
    true_class = Y.astype(bool)
    gradient[true_class] = -1 / Yhat[true_class]
    return gradient
