# %% right: as in the source
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log(np.maximum(yHat, 1e-30)))


# %% right: np.clip with a guard of 1e-15, and a matrix product
def cross_entropy_loss(y, yHat):
    return float(-np.dot(np.ravel(y), np.log(np.clip(np.ravel(yHat), 1e-15, 1))))


# %% right: the guard of Keras, 1e-7
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log(np.maximum(yHat, 1e-7)))


# %% right: adds up class by class
def cross_entropy_loss(y, yHat):
    loss = 0.0
    for truth, probability in zip(np.ravel(y), np.ravel(yHat)):
        if truth > 0:
            loss -= truth * np.log(max(probability, 1e-12))
    return loss


# %% right: adds 1e-12 to the probabilities
def cross_entropy_loss(y, yHat):
    return np.sum(y * -np.log(np.asarray(yHat, dtype=float) + 1e-12))


# %% right: the guard is the smallest normal number of the type
def cross_entropy_loss(y, yHat):
    guard = np.finfo(yHat.dtype).tiny
    return -np.einsum("...k,...k->", y, np.log(np.maximum(yHat, guard)).reshape(np.shape(y)))


# %% right: takes the logarithm of the true class alone
def cross_entropy_loss(y, yHat):
    probability = float(np.ravel(yHat)[np.argmax(y)])
    return -math.log(max(probability, 1e-30))


# %% wrong: the logarithm to base 10 [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log10(np.maximum(yHat, 1e-30)))


# %% wrong: binary cross-entropy: counts the other classes as well [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    p = np.clip(yHat, 1e-30, 1 - 1e-15)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong: writes the guard into the caller's probabilities
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    yHat += 1e-9
    return -np.sum(y * np.log(yHat))


# %% wrong: a guard of 1e-3: fine for most samples
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log(np.maximum(yHat, 1e-3)))


# %% wrong: the guard is put on the labels: the other classes count as well, and log 0 happens
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(np.maximum(y, 1e-30) * np.log(yHat))


# %% wrong: the guard stands outside of the logarithm [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.maximum(np.log(yHat), 1e-30))


# %% wrong: a guard of 0.01
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log(np.maximum(yHat, 1e-2)))


# %% wrong: all classes count [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(np.log(np.maximum(yHat, 1e-30)))


# %% wrong: a thousandth of the label goes to the other classes
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum((0.999 * y + 0.001 / y.size) * np.log(np.maximum(yHat, 1e-30)))


# %% wrong: a mean over the classes [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.mean(y * np.log(np.maximum(yHat, 1e-30)))


# %% wrong: 1.8e308 for a hopeless sample
def cross_entropy_loss(y, yHat):
    return -np.sum(np.nan_to_num(y * np.log(yHat)))


# %% wrong: log 0, as in the lecture [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log(yHat))


# %% wrong: log 0 with the warnings switched off: nan
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    with np.errstate(all="ignore"):
        return -np.sum(y * np.log(yHat))


# %% wrong: the minus sign is missing [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return np.sum(y * np.log(np.maximum(yHat, 1e-30)))


# %% wrong: no sum [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -y * np.log(np.maximum(yHat, 1e-30))


# %% wrong: label and probabilities swapped [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(yHat * np.log(np.maximum(y, 1e-30)))


# %% wrong: the sum over the last axis only: an array of one number for a row [natural]
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log(np.maximum(yHat, 1e-30)), axis=-1)


# %% wrong: the squared error
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return np.sum((y - yHat) ** 2)
