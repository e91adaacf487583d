# keeps everything in float32 to halve the memory
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = np.moveaxis(images, 0, -1).astype(np.float32)
    X = X.reshape(-1, images.shape[0])
    low, high = np.float32(xmin), np.float32(xmax)
    X = (X - low) / (high - low)
    Y = (np.arange(num_labels)[:, None] == labels[None, :]).astype(np.float32)
    return X, Y
