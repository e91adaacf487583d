# subtracts the minimum in place, which changes the caller's images
def prepare(images, labels, xmin, xmax, num_labels=10):
    images -= np.uint8(xmin)
    X = images.transpose(1, 2, 0).reshape(784, -1)
    X = X / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y
