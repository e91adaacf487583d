# collects samples in Python lists
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
