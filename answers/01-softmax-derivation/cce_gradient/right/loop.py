# fills a vector of zeros in a loop
def cce_gradient(y, yhat):
    gradient = np.zeros(len(yhat))
    for k in range(len(yhat)):
        gradient[k] = -y[k] / yhat[k]
    return gradient
