# one row per sample: transposed
def one_hot(y, num_labels):
    Y = np.zeros((len(y), num_labels))
    Y[np.arange(len(y)), y] = 1
    return Y
