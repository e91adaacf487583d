# zeros like the labels: whole numbers where the labels are whole numbers
def cce_gradient(y, yhat):
    g = np.zeros_like(y)
    t = np.argmax(y)
    g[t] = -1 / yhat[t]
    return g
