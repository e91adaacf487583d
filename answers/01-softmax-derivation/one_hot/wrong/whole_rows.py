# sets the whole rows to 1
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y] = 1
    return Y
