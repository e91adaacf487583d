# picks rows of the identity matrix and transposes
def one_hot(y, num_labels):
    return np.eye(num_labels)[y].T
