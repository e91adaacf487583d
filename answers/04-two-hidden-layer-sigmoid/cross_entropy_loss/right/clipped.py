# np.clip with a guard of 1e-15, and a matrix product
def cross_entropy_loss(y, yHat):
    return float(-np.dot(np.ravel(y), np.log(np.clip(np.ravel(yHat), 1e-15, 1))))
