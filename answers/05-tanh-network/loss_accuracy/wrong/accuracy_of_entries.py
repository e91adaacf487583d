# compares rounded probabilities entry by entry
def loss_accuracy(yhat, y):
    """Mean cross-entropy and accuracy: probabilities yhat (m, ny), one-hot labels y (m, ny)."""
    m = y.shape[0]
    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
    accuracy = np.mean(np.round(yhat) == y)
    return loss, accuracy
