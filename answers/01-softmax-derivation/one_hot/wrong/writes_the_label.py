# writes the label instead of 1
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = y
    return Y
