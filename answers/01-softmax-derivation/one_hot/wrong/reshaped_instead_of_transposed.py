# reshapes the rows into columns instead of transposing
def one_hot(y, num_labels):
    return np.eye(num_labels)[y].reshape(num_labels, len(y))
