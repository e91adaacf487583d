# reshapes to (784, n) without moving the sample axis: the pixels are scrambled
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.reshape(784, len(images))
    X = (X - xmin) / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y
