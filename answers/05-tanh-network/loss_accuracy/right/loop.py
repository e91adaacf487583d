# class by class
def loss_accuracy(yhat, y):
    total, right = 0.0, 0
    decided = np.argmax(yhat, axis=1)
    for k in range(y.shape[1]):
        mine = y[:, k] == 1
        total -= np.log(yhat[mine, k].astype(float) + 1e-10).sum()
        right += int((decided[mine] == k).sum())
    return total / len(y), right / len(y)
