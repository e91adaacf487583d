# scales by the smallest and largest pixel of the images at hand, not by the training set's
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - X.min()) / (X.max() - X.min())
    Y = np.identity(num_labels)[labels].T
    return X, Y
