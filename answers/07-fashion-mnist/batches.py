# %% right: as in the source
def batches(X, y, batch_size, shuffle=False):
    """Yield (images, labels) of at most batch_size samples each, until all have come once."""
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


# %% right: a class, like PyTorch's DataLoader
class batches:
    def __init__(self, X, y, batch_size, shuffle=False):
        self.data, self.batch_size, self.shuffle = (X, y), batch_size, shuffle

    def __len__(self):
        return -(-len(self.data[0]) // self.batch_size)

    def __iter__(self):
        n = len(self.data[0])
        order = np.random.permutation(n) if self.shuffle else np.arange(n)
        for number in range(len(self)):
            chosen = order[number * self.batch_size :][: self.batch_size]
            yield tuple(part[chosen] for part in self.data)


# %% right: returns a list, cut by np.split
def batches(X, y, batch_size, shuffle=False):
    order = np.arange(len(X))
    if shuffle:
        np.random.shuffle(order)
    pieces = np.split(order, range(batch_size, len(X), batch_size))
    return [(X[piece], y[piece]) for piece in pieces]


# %% right: collects samples in Python lists
def batches(X, y, batch_size, shuffle=False):
    images, labels = [], []
    for i in rng.permutation(len(y)) if shuffle else range(len(y)):
        images.append(X[i])
        labels.append(y[i])
        if len(labels) == batch_size:
            yield np.array(images), np.array(labels)
            images, labels = [], []
    if labels:
        yield np.array(images), np.array(labels)


# %% right: reorders copies of the data, then cuts slices
def batches(X, y, batch_size, shuffle=False):
    if shuffle:
        order = np.random.choice(len(X), len(X), replace=False)
        X, y = X[order], y[order]
    start = 0
    while start < len(X):
        yield X[start : start + batch_size], y[start : start + batch_size]
        start += batch_size


# %% right: yields tensors, and draws keys to sort by
def batches(X, y, batch_size, shuffle=False):
    order = np.argsort(np.random.default_rng().random(len(X))) if shuffle else np.arange(len(X))
    for number in range(-(-len(X) // batch_size)):
        chosen = order[number * batch_size : (number + 1) * batch_size]
        yield tf.constant(X[chosen]), tf.constant(y[chosen])


# %% right: TensorFlow's own data sets
def batches(X, y, batch_size, shuffle=False):
    data = tf.data.Dataset.from_tensor_slices((X, y))
    if shuffle:
        data = data.shuffle(len(X))
    return data.batch(batch_size)


# %% right: a zip of two lists of pieces
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    cuts = range(batch_size, len(X), batch_size)
    return zip(np.split(X[order], cuts), np.split(y[order], cuts))


# %% wrong: shuffles without being asked [natural]
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


# %% wrong: a buffer that mixes neighbours only
# edit of: TensorFlow's own data sets
-        data = data.shuffle(len(X))
+        data = data.shuffle(1000)


# %% wrong: leaves out the last, shorter batch [natural]
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for start in range(0, len(X) - batch_size + 1, batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


# %% wrong: one empty batch where the sizes fit [natural]
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for number in range(len(X) // batch_size + 1):
        chosen = order[number * batch_size : (number + 1) * batch_size]
        yield X[chosen], y[chosen]


# %% wrong: shuffles the images, not the labels [natural]
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[start : start + batch_size]


# %% wrong: takes no notice of shuffle [natural]
def batches(X, y, batch_size, shuffle=False):
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% wrong: begins at a random sample and goes on in order
def batches(X, y, batch_size, shuffle=False):
    order = np.roll(np.arange(len(X)), rng.integers(len(X)) if shuffle else 0)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


# %% wrong: the same random order at each call [natural]
def batches(X, y, batch_size, shuffle=False):
    order = np.random.default_rng(0).permutation(len(X)) if shuffle else np.arange(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


# %% wrong: whole batches come in a random order [natural]
def batches(X, y, batch_size, shuffle=False):
    starts = np.arange(0, len(X), batch_size)
    if shuffle:
        rng.shuffle(starts[: len(X) // batch_size])
    for start in starts:
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% wrong: reorders the caller's arrays
def batches(X, y, batch_size, shuffle=False):
    if shuffle:
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% wrong: shuffles each tenth of the data by itself
def batches(X, y, batch_size, shuffle=False):
    order = np.arange(len(X))
    if shuffle:
        order = np.concatenate([rng.permutation(part) for part in np.array_split(order, 10)])
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


# %% wrong: a data set that shuffles within 100 samples [natural]
# edit of: TensorFlow's own data sets
-        data = data.shuffle(len(X))
+        data = data.shuffle(100)


# %% wrong: draws samples with replacement [natural]
def batches(X, y, batch_size, shuffle=False):
    order = rng.integers(len(X), size=len(X)) if shuffle else np.arange(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


# %% wrong: the sizes are taken for the number of batches [natural]
# edit of: as in the source
-    for start in range(0, len(X), batch_size):
+    for start in range(0, len(X), len(X)):

-        chosen = order[start : start + batch_size]
+        chosen = order[start : start + len(X)]


# %% wrong: each batch begins with the last sample of the one before [natural]
# edit of: as in the source
-        chosen = order[start : start + batch_size]
+        chosen = order[max(start - 1, 0) : start + batch_size]


# %% wrong: never hands a batch out [natural]
# edit of: as in the source
-        yield X[chosen], y[chosen]
+        images, labels = X[chosen], y[chosen]
