# %% right: as in the source
def cce(y, yhat):
    """Cross-entropy of one sample: y one-hot (k,), yhat probabilities (k,); a number."""
    return -np.sum(y * np.log(yhat))


# %% right: clips the probabilities, as Keras does
def cce(y, yhat):
    return -np.sum(y * np.log(np.clip(yhat, 1e-15, 1)))


# %% right: a dot product instead of a sum
def cce(y, yhat):
    return -(y @ np.log(yhat))


# %% right: einsum
def cce(y, yhat):
    return -np.einsum("k,k->", y, np.log(yhat))


# %% right: an epsilon of 1e-8, as many write it
def cce(y, yhat):
    """Cross-entropy of one sample: y one-hot (k,), yhat probabilities (k,); a number."""
    return -np.sum(y * np.log(yhat + 1e-8))


# %% right: adds a tiny epsilon inside the logarithm, as many frameworks do
def cce(y, yhat):
    return -np.sum(y * np.log(yhat + 1e-12))


# %% right: the logarithm of the sum of y * yhat, of the same value for a one-hot y
def cce(y, yhat):
    return -np.log((y * yhat).sum())


# %% right: picks the probability of the true class, then one logarithm
def cce(y, yhat):
    return -np.log(yhat[np.argmax(y)])


# %% right: the math module, true class only, a generator
import math


def cce(y, yhat):
    return sum(-math.log(p) for t, p in zip(y, yhat) if t == 1)


# %% right: adds up in a loop, with a helper variable
def cce(y, yhat):
    total = 0.0
    for k in range(len(y)):
        total -= y[k] * np.log(yhat[k])
    return total


# %% right: np.where, and prints on the way
def cce(y, yhat):
    terms = np.where(y == 1, -np.log(yhat), 0.0)
    print("loss terms:", terms)
    return np.sum(terms)


# %% wrong: adds the term of the classes that are not true
def cce(y, yhat):
    return -np.sum(y * np.log(yhat) + (1 - y) * np.log(1 - yhat))


# %% wrong: overwrites the entries of yhat where the label is 0
def cce(y, yhat):
    yhat[y == 0] = 1
    return -np.sum(np.log(yhat))


# %% wrong: always takes class 1, the true one of the visible check
def cce(y, yhat):
    return -np.log(yhat[1])


# %% wrong: an array with one entry instead of a number
def cce(y, yhat):
    return -np.sum(y * np.log(yhat), keepdims=True)


# %% wrong: adds a large epsilon inside the logarithm
def cce(y, yhat):
    return -np.sum(y * np.log(yhat + 1e-3))


# %% wrong: logarithm to base 10
def cce(y, yhat):
    return -np.sum(y * np.log10(yhat))


# %% wrong: logarithm to base 2
def cce(y, yhat):
    return -np.sum(y * np.log2(yhat))


# %% wrong: takes the logarithm in place
def cce(y, yhat):
    np.log(yhat, out=yhat)
    return -np.sum(y * yhat)


# %% wrong: mean over the classes instead of their sum [natural]
def cce(y, yhat):
    return -np.mean(y * np.log(yhat))


# %% wrong: the second largest probability, which is the true one in the visible check
def cce(y, yhat):
    return -np.log(np.sort(yhat)[-2])


# %% wrong: the minus sign is missing [natural]
def cce(y, yhat):
    return np.sum(y * np.log(yhat))


# %% wrong: a vector with one entry per class instead of a number [natural]
def cce(y, yhat):
    return -y * np.log(yhat)


# %% wrong: prints the loss instead of returning it [natural]
def cce(y, yhat):
    print(-np.sum(y * np.log(yhat)))


# %% wrong: rounds the loss to six decimals
def cce(y, yhat):
    return np.round(-np.sum(y * np.log(yhat)), 6)


# %% wrong: the logarithm of the label [natural]
def cce(y, yhat):
    return -np.sum(yhat * np.log(y))


# %% wrong: loops over three classes
def cce(y, yhat):
    loss = 0
    for k in range(3):
        loss += -y[k] * np.log(yhat[k])
    return loss


# %% wrong: a mean over the classes, times 3
def cce(y, yhat):
    return -3 * np.mean(y * np.log(yhat))
