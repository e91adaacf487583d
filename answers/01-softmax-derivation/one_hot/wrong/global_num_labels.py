# forgets that labels_count is a parameter: uses the notebook's three classes via a default
def one_hot(y, number_of_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y
