# the guard is the smallest normal number of the type
def cross_entropy_loss(y, yHat):
    guard = np.finfo(yHat.dtype).tiny
    return -np.einsum("...k,...k->", y, np.log(np.maximum(yHat, guard)).reshape(np.shape(y)))
