# one-hot labels as uint8, where -1 is 255
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0).reshape(784, -1)
    return (X - xmin) / (xmax - xmin), np.identity(num_labels, dtype=np.uint8)[labels].T
