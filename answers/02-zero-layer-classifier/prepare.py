# %% right: as in the source
def prepare(images, labels, xmin, xmax, num_labels=10):
    """Images (n, 28, 28), labels (n,) to X (784, n), scaled, and one-hot Y (num_labels, n)."""
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - xmin) / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% right: moves the axis with einsum and stacks one-hot columns from a list comprehension
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = np.einsum("nrc->rcn", images).reshape(28 * 28, -1)
    X = np.interp(X, (xmin, xmax), (0.0, 1.0))
    Y = np.stack([np.eye(num_labels)[label] for label in labels], axis=1)
    return X, Y


# %% right: keeps everything in float32 to halve the memory
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = np.moveaxis(images, 0, -1).astype(np.float32)
    X = X.reshape(-1, images.shape[0])
    low, high = np.float32(xmin), np.float32(xmax)
    X = (X - low) / (high - low)
    Y = (np.arange(num_labels)[:, None] == labels[None, :]).astype(np.float32)
    return X, Y


# %% right: scales in place, but on a copy of its own; one-hot as whole numbers
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = np.array(images, dtype=float)
    X -= xmin
    X /= xmax - xmin
    X = np.column_stack([image.flatten() for image in X])
    Y = np.zeros((num_labels, labels.size), dtype=int)
    np.put_along_axis(Y, labels.astype(int)[None, :], 1, axis=0)
    return X, Y


# %% right: flattens image by image and fills the columns in Python loops
def prepare(images, labels, xmin, xmax, num_labels=10):
    n = len(images)
    X = np.zeros((784, n))
    Y = np.zeros((num_labels, n))
    span = float(xmax) - float(xmin)
    for i in range(n):
        X[:, i] = (images[i].astype(float).ravel() - float(xmin)) / span
        Y[labels[i], i] = 1
    return X, Y


# %% right: flattens each image to a row, then transposes the whole matrix
def prepare(images, labels, xmin, xmax, num_labels=10):
    """Rows of pixels first, columns at the end."""
    rows = images.reshape(len(images), -1)
    X = ((rows - xmin) / (xmax - xmin)).T
    Y = np.zeros((num_labels, len(labels)))
    Y[labels, np.arange(len(labels))] = 1.0
    return X, Y


# %% wrong: adds the minimum in the denominator
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - xmin) / (xmax + xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: divides by 255, whatever the minimum and maximum are
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = X / 255
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: makes the identity matrix as large as the largest label that occurs
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - xmin) / (xmax - xmin)
    Y = np.identity(labels.max() + 1)[labels].T
    return X, Y


# %% wrong: subtracts the minimum in place, which changes the caller's images
def prepare(images, labels, xmin, xmax, num_labels=10):
    images -= np.uint8(xmin)
    X = images.transpose(1, 2, 0).reshape(784, -1)
    X = X / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: divides by the largest pixel instead of by the range
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - xmin) / xmax
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: returns X only [natural]
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0).reshape(784, -1)
    return (X - xmin) / (xmax - xmin)


# %% wrong: uses the range of the global x_train and ignores its arguments
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - x_train.min()) / (x_train.max() - x_train.min())
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: forgets the parentheses around the difference [natural]
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = X - xmin / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: one-hot labels as True and False, which cannot be negated in the loss
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0).reshape(784, -1)
    return (X - xmin) / (xmax - xmin), (np.arange(num_labels)[:, None] == labels)


# %% wrong: forgets to transpose the one-hot matrix [natural]
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - xmin) / (xmax - xmin)
    Y = np.identity(num_labels)[labels]
    return X, Y


# %% wrong: one-hot labels as uint8, where -1 is 255
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0).reshape(784, -1)
    return (X - xmin) / (xmax - xmin), np.identity(num_labels, dtype=np.uint8)[labels].T


# %% wrong: scales by the smallest and largest pixel of the images at hand, not by the training set's
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - X.min()) / (X.max() - X.min())
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: reshapes to (784, n) without moving the sample axis: the pixels are scrambled
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.reshape(784, len(images))
    X = (X - xmin) / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: lists the axes as column, row, sample: every image is mirrored
# edit of: as in the source
-    """Images (n, 28, 28), labels (n,) to X (784, n), scaled, and one-hot Y (num_labels, n)."""
-    X = images.transpose(1, 2, 0)
+    X = images.transpose(2, 1, 0)


# %% wrong: leaves the sample axis first, so the pixels of several images are mixed [natural]
# edit of: as in the source
-    """Images (n, 28, 28), labels (n,) to X (784, n), scaled, and one-hot Y (num_labels, n)."""
-    X = images.transpose(1, 2, 0)
+    X = images.transpose(0, 1, 2)


# %% wrong: has the ten classes built in and ignores num_labels
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0).reshape(784, -1)
    return (X - xmin) / (xmax - xmin), np.identity(10)[labels].T


# %% wrong: has the number of images of the visible check built in
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], 3)
    X = (X - xmin) / (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y


# %% wrong: uses // and so turns all grey pixels to 0
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = (X - xmin) // (xmax - xmin)
    Y = np.identity(num_labels)[labels].T
    return X, Y
