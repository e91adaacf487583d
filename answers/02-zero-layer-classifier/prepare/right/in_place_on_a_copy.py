# scales in place, but on a copy of its own; one-hot as whole numbers
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = np.array(images, dtype=float)
    X -= xmin
    X /= xmax - xmin
    X = np.column_stack([image.flatten() for image in X])
    Y = np.zeros((num_labels, labels.size), dtype=int)
    np.put_along_axis(Y, labels.astype(int)[None, :], 1, axis=0)
    return X, Y
