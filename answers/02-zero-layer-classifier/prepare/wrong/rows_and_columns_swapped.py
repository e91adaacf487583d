# lists the axes as column, row, sample: every image is mirrored
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(2, 1, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - xmin) / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y
