# row and column index swapped
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[np.arange(len(y)), y] = 1
    return Y
