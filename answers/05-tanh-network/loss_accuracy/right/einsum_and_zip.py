# einsum, and a list of comparisons
def loss_accuracy(yhat, y):
    loss = -np.einsum("ij,ij->", y, np.log(yhat + 1e-10)) / y.shape[0]
    correct = [a == b for a, b in zip(yhat.argmax(axis=1), y.argmax(axis=1))]
    return loss, sum(correct) / len(correct)
