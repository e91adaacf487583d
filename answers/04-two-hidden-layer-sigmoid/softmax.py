# %% right: as in the source
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return exps / np.sum(exps, axis=1, keepdims=True)


# %% right: a function of one row, applied to each
def softmax(x):
    def of_row(row):
        exps = np.exp(row - row.max())
        return exps / exps.sum()

    return np.apply_along_axis(of_row, 1, x)


# %% right: einsum for the sums, always in float64
def softmax(x):
    x = np.array(x, dtype=np.float64)
    exps = np.exp(x - np.amax(x, axis=1, keepdims=True))
    return np.einsum("bk,b->bk", exps, 1 / np.einsum("bk->b", exps))


# %% right: axis -1, so that a vector works too; in place on an array of its own
def softmax(x):
    x = x - x.max(axis=-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


# %% right: exp of the scores minus the logarithm of the sum
def softmax(x):
    top = np.max(x, axis=1)[:, None]
    log_sum = top + np.log(np.sum(np.exp(x - top), axis=1))[:, None]
    return np.exp(x - log_sum)


# %% right: row by row, in Python
def softmax(x):
    rows = []
    for row in x:
        top = max(row)
        exps = [math.exp(v - top) for v in row]
        rows.append([v / sum(exps) for v in exps])
    return np.array(rows)


# %% right: works on columns, as in 02, between two transposes
def softmax(x):
    columns = np.transpose(x)
    exps = np.exp(columns - columns.max(axis=0))
    return (exps / exps.sum(axis=0)).T


# %% wrong: axis 0, as in 02 [natural]
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=0, keepdims=True))
    return exps / np.sum(exps, axis=0, keepdims=True)


# %% wrong: clips large scores instead of shifting them, so that a shift matters
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(np.clip(x, -50, 50))
    return exps / np.sum(exps, axis=1, keepdims=True)


# %% wrong: divides by the largest score instead of subtracting it
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x / np.max(x, axis=1, keepdims=True))
    return exps / np.sum(exps, axis=1, keepdims=True)


# %% wrong: normalises all rows by the first one
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return exps / np.sum(exps[0])


# %% wrong: subtracts from the caller's scores
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    x -= np.max(x, axis=1, keepdims=True)
    exps = np.exp(x)
    return exps / np.sum(exps, axis=1, keepdims=True)


# %% wrong: subtracts the largest score of all rows: others underflow
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x))
    return exps / np.sum(exps, axis=1, keepdims=True)


# %% wrong: log-softmax
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return np.log(exps / np.sum(exps, axis=1, keepdims=True))


# %% wrong: subtracts the largest score of each column [natural]
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=0, keepdims=True))
    return exps / np.sum(exps, axis=1, keepdims=True)


# %% wrong: divides by the mean [natural]
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return exps / np.mean(exps, axis=1, keepdims=True)


# %% wrong: sums without keepdims: works for square matrices, and wrongly [natural]
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return exps / np.sum(exps, axis=1)


# %% wrong: does not subtract the largest score [natural]
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x)
    return exps / np.sum(exps, axis=1, keepdims=True)


# %% wrong: maximum and sum over all rows together, as in the lecture [natural]
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - x.max())
    return exps / exps.sum()


# %% wrong: adds the largest score
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x + np.max(x, axis=1, keepdims=True))
    return exps / np.sum(exps, axis=1, keepdims=True)


# %% wrong: divides by the sum of the scores
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return exps / np.sum(x, axis=1, keepdims=True)


# %% wrong: probabilities below 0.002 become 0
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    p = exps / np.sum(exps, axis=1, keepdims=True)
    return np.where(p < 0.002, 0, p)


# %% wrong: subtracts the smallest score [natural]
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.min(x, axis=1, keepdims=True))
    return exps / np.sum(exps, axis=1, keepdims=True)
