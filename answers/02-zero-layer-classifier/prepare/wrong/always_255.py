# divides by 255, whatever the minimum and maximum are
def prepare(images, labels, xmin, xmax, num_labels=10):
    X = images.transpose(1, 2, 0)
    X = X.reshape(X.shape[0] * X.shape[1], X.shape[2])
    X = X / 255
    Y = np.identity(num_labels)[labels].T
    return X, Y
