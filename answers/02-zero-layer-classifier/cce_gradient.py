# %% right: as in the source
def cce_gradient(Y, Yhat):
    """Gradient of each sample's loss with respect to its probabilities; shape (k, b)."""
    return -Y / Yhat


# %% right: joins the columns with concatenate
def cce_gradient(Y, Yhat):
    columns = [-(Y[:, [i]] / Yhat[:, [i]]) for i in range(Y.shape[1])]
    return np.concatenate(columns, axis=1)


# %% right: an epsilon of 1e-8 in the denominator
def cce_gradient(Y, Yhat):
    """Gradient of each sample's loss with respect to its probabilities; shape (k, b)."""
    return -Y / (Yhat + 1e-8)


# %% right: divides in place, but a copy
def cce_gradient(Y, Yhat):
    gradient = Y.copy()
    gradient /= Yhat
    gradient *= -1
    return gradient


# %% right: fills in the true classes; keeps float32
def cce_gradient(Y, Yhat):
    gradient = np.zeros_like(Yhat)
    true_class = Y.astype(bool)
    gradient[true_class] = -1 / Yhat[true_class]
    return gradient


# %% right: multiplies by the reciprocal
def cce_gradient(Y, Yhat):
    return -1.0 * Y * Yhat**-1.0


# %% right: fills the matrix entry by entry
def cce_gradient(Y, Yhat):
    G = np.zeros(Y.shape)
    for k in range(Y.shape[0]):
        for i in range(Y.shape[1]):
            G[k, i] = -Y[k, i] / Yhat[k, i]
    return G


# %% right: only the true classes get an entry
def cce_gradient(Y, Yhat):
    return np.where(Y == 1, -1 / Yhat, 0.0)


# %% wrong: takes the true class of sample i to be class i
def cce_gradient(Y, Yhat):
    gradient = np.zeros(Y.shape)
    for i in range(min(Y.shape)):
        gradient[i, i] = -1 / Yhat[i, i]
    return gradient


# %% wrong: clips the probabilities at 0.1
def cce_gradient(Y, Yhat):
    return -Y / np.clip(Yhat, 0.1, 1)


# %% wrong: steep slopes are cut off
def cce_gradient(Y, Yhat):
    """Gradient of each sample's loss with respect to its probabilities; shape (k, b)."""
    return -Y / np.clip(Yhat, 1e-3, 1)


# %% wrong: puts the factor 1/b here as well
def cce_gradient(Y, Yhat):
    return -Y / Yhat / Y.shape[1]


# %% wrong: divides the caller's labels in place
def cce_gradient(Y, Yhat):
    Y /= -Yhat
    return Y


# %% wrong: is the gradient with respect to Z, which is not asked for
def cce_gradient(Y, Yhat):
    return Yhat - Y


# %% wrong: leaves out the labels [natural]
def cce_gradient(Y, Yhat):
    return -1 / Yhat


# %% wrong: keeps the logarithm of the loss
def cce_gradient(Y, Yhat):
    return -Y / np.log(Yhat)


# %% wrong: has no minus sign [natural]
def cce_gradient(Y, Yhat):
    return Y / Yhat


# %% wrong: forgets to return the gradient [natural]
def cce_gradient(Y, Yhat):
    gradient = -Y / Yhat


# %% wrong: writes every result of a size into the same array, so a later call overwrites an earlier result
results = {}


def cce_gradient(Y, Yhat):
    result = results.setdefault(Y.shape, np.zeros(Y.shape))
    np.divide(-Y, Yhat, out=result)
    return result


# %% wrong: multiplies instead of dividing [natural]
def cce_gradient(Y, Yhat):
    return -Y * Yhat


# %% wrong: has the shape of the visible check built in
def cce_gradient(Y, Yhat):
    gradient = np.zeros((3, 2))
    for i in range(2):
        gradient[:, i] = -Y[:, i] / Yhat[:, i]
    return gradient


# %% wrong: differentiates 1/Yhat instead of the logarithm [natural]
def cce_gradient(Y, Yhat):
    return -Y / Yhat**2


# %% wrong: sums over the classes as in the loss
def cce_gradient(Y, Yhat):
    return np.sum(-Y / Yhat, axis=0)


# %% wrong: divides the probability by the label [natural]
def cce_gradient(Y, Yhat):
    return -Yhat / Y


# %% wrong: uses //, which the numbers of the visible check survive
def cce_gradient(Y, Yhat):
    return -Y // Yhat


# %% wrong: stores the gradient in an array of whole numbers
def cce_gradient(Y, Yhat):
    gradient = np.zeros(Y.shape, dtype=int)
    for k in range(Y.shape[0]):
        for i in range(Y.shape[1]):
            gradient[k, i] = round(-Y[k, i] / Yhat[k, i])
    return gradient
