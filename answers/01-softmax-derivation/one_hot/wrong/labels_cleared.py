# sets the labels that it was given to 0 at the end
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1
    y *= 0
    return Y
