# at most ten classes
def one_hot(y, num_labels):
    return np.eye(10)[y].T[:num_labels]
