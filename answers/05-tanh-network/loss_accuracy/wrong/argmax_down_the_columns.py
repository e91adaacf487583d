# argmax runs down the columns
def loss_accuracy(yhat, y):
    """Mean cross-entropy and accuracy: probabilities yhat (m, ny), one-hot labels y (m, ny)."""
    m = y.shape[0]
    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
    accuracy = np.mean(np.argmax(yhat, axis=0) == np.argmax(y, axis=0))
    return loss, accuracy
