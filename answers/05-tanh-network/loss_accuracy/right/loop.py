# sample by sample
def loss_accuracy(yhat, y):
    total, right = 0.0, 0
    for p, t in zip(yhat, y):
        k = list(t).index(1)
        total -= np.log(float(p[k]) + 1e-10)
        right += int(np.argmax(p) == k)
    return total / len(y), right / len(y)
