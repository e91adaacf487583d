# %% right: as in the source
def cce(Y, Yhat):
    """Mean cross-entropy of a batch: Y one-hot (k, b), Yhat probabilities (k, b); a number."""
    return np.mean(np.sum(-Y * np.log(Yhat), axis=0))


# %% right: takes the probabilities where Y is 1
def cce(Y, Yhat):
    return float(-np.log(Yhat[Y == 1]).sum() / Yhat.shape[1])


# %% right: clips the probabilities at 1e-15
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log(np.clip(Yhat, 1e-15, 1)), axis=0))


# %% right: one einsum over both axes, divided by the number of columns
def cce(Y, Yhat):
    return -np.einsum("ki,ki->", Y, np.log(Yhat)) / Y.shape[1]


# %% right: an epsilon of 1e-8, as many write it
def cce(Y, Yhat):
    """Mean cross-entropy of a batch: Y one-hot (k, b), Yhat probabilities (k, b); a number."""
    return np.mean(np.sum(-Y * np.log(Yhat + 1e-8), axis=0))


# %% right: adds 1e-12 so that log never sees 0
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log(Yhat + 1e-12), axis=0))


# %% right: looks the probability of the true class up, column by column
def cce(Y, Yhat):
    true_class = np.argmax(Y, axis=0)
    samples = np.arange(Y.shape[1])
    return -np.log(Yhat[true_class, samples]).mean()


# %% right: sums Y * Yhat down each column, then takes the logarithm of that one probability
def cce(Y, Yhat):
    probability = (Y * Yhat).sum(axis=0)
    return np.mean(-np.log(probability))


# %% right: adds up entry by entry with the math module
import math


def cce(Y, Yhat):
    k, b = Y.shape
    total = 0.0
    for i in range(b):
        for j in range(k):
            if Y[j, i] > 0:
                total -= Y[j, i] * math.log(Yhat[j, i])
    return total / b


# %% right: the diagonal of a matrix product holds the losses of the samples
def cce(Y, Yhat):
    losses = np.diag(-Y.T @ np.log(Yhat))
    return sum(losses) / len(losses)


# %% wrong: takes the logarithm of the labels [natural]
def cce(Y, Yhat):
    return np.mean(np.sum(-Yhat * np.log(Y + 1e-12), axis=0))


# %% wrong: adds the terms of the wrong classes, as for yes/no labels
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log(Yhat) - (1 - Y) * np.log(1 - Yhat), axis=0))


# %% wrong: takes the logarithm in place and changes Yhat
def cce(Y, Yhat):
    np.log(Yhat, out=Yhat)
    return -np.mean(np.sum(Y * Yhat, axis=0))


# %% wrong: turns the sign of the caller's Y in place
def cce(Y, Yhat):
    Y *= -1
    return np.mean(np.sum(Y * np.log(Yhat), axis=0))


# %% wrong: returns the number of the visible check
def cce(Y, Yhat):
    return 1.1512925464970227


# %% wrong: blank filled with mean: the mean over the classes of each sample [natural]
def cce(Y, Yhat):
    return np.mean(np.mean(-Y * np.log(Yhat), axis=0))


# %% wrong: uses the logarithm to base 2
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log2(Yhat), axis=0))


# %% wrong: returns the losses of the samples and no mean [natural]
def cce(Y, Yhat):
    return np.sum(-Y * np.log(Yhat), axis=0)


# %% wrong: takes the mean over classes and samples [natural]
def cce(Y, Yhat):
    return np.mean(-Y * np.log(Yhat))


# %% wrong: has no minus sign [natural]
def cce(Y, Yhat):
    return np.mean(np.sum(Y * np.log(Yhat), axis=0))


# %% wrong: forgets to return the loss [natural]
def cce(Y, Yhat):
    loss = np.mean(np.sum(-Y * np.log(Yhat), axis=0))


# %% wrong: uses the largest probability instead of that of the true class
def cce(Y, Yhat):
    return np.mean(-np.log(np.max(Yhat, axis=0)))


# %% wrong: takes Yhat[i, i], as if sample i always had class i
def cce(Y, Yhat):
    losses = [-np.log(Yhat[i, i]) for i in range(Y.shape[1])]
    return np.mean(losses)


# %% wrong: rounds the loss to six digits
def cce(Y, Yhat):
    return round(float(np.mean(np.sum(-Y * np.log(Yhat), axis=0))), 6)


# %% wrong: sums over the samples instead of the classes [natural]
def cce(Y, Yhat):
    return np.mean(np.sum(-Y * np.log(Yhat), axis=1))
