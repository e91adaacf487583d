# picks the probability of the true class
def loss_accuracy(yhat, y):
    classes = np.argmax(y, axis=-1)
    chosen = yhat[np.arange(len(y)), classes].astype(np.float64)
    loss = -np.mean(np.log(np.maximum(chosen, 1e-15)))
    return float(loss), float(np.count_nonzero(np.argmax(yhat, axis=-1) == classes) / len(classes))
