# flattens image by image and fills the columns in Python loops
def prepare(images, labels, xmin, xmax, num_labels=10):
    n = len(images)
    X = np.zeros((784, n))
    Y = np.zeros((num_labels, n))
    span = float(xmax) - float(xmin)
    for i in range(n):
        X[:, i] = (images[i].astype(float).ravel() - float(xmin)) / span
        Y[labels[i], i] = 1
    return X, Y
