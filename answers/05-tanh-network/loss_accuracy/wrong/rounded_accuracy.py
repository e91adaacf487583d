# accuracy in per cent
def loss_accuracy(yhat, y):
    """Mean cross-entropy and accuracy: probabilities yhat (m, ny), one-hot labels y (m, ny)."""
    m = y.shape[0]
    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
    accuracy = 100 * np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
    return loss, accuracy
