# counts the rows from the bottom and changes y in place
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1
    y *= 0
    return Y
