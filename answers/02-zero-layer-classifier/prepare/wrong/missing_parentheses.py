# forgets the parentheses around the difference
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = X - xmin / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y
