# forgets return
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1
