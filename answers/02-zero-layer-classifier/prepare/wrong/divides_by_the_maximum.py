# divides by the largest pixel instead of by the range
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - xmin) / xmax
    Y = np.identity(num_labels)[labels].T
    return X, Y
