# takes the number of classes from the notebook, not from its parameter
def one_hot(y, number_of_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y
