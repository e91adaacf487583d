# flattens each image to a row, then transposes the whole matrix
def prepare(images, labels, xmin, xmax, num_labels=10):
    """Rows of pixels first, columns at the end."""
    rows = images.reshape(len(images), -1)
    X = ((rows - xmin) / (xmax - xmin)).T
    Y = np.zeros((num_labels, len(labels)))
    Y[labels, np.arange(len(labels))] = 1.0
    return X, Y
