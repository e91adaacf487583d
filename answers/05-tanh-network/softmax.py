# %% right: as in the source
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


# %% right: one over the sum of the exponentials of all differences
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x = np.asarray(x, dtype=float)
    with np.errstate(over="ignore"):
        return 1 / np.exp(x[:, None, :] - x[:, :, None]).sum(axis=2)


# %% right: a list of columns, stacked; np.divide
def softmax(x):
    top = np.amax(x, axis=1)
    columns = [np.exp(column - top) for column in x.T]
    return np.divide(np.column_stack(columns), sum(columns)[:, None])


# %% right: calculates in float64, and clips scores far below the largest
def softmax(x):
    shifted = np.clip(x.astype(np.float64) - np.max(x, axis=1, keepdims=True), -600, 0)
    e = np.exp(shifted)
    return e / np.dot(e, np.ones((x.shape[1], 1)))


# %% right: through the logarithm of the sum
def softmax(x):
    top = x.max(1, keepdims=True)
    return np.exp(x - top - np.log(np.einsum("ij->i", np.exp(x - top)))[:, None])


# %% right: a running maximum and a running sum over the classes
def softmax(x):
    top = x[:, 0].copy()
    for j in range(1, x.shape[1]):
        top = np.maximum(top, x[:, j])
    result, total = np.zeros(x.shape), np.zeros(len(x))
    for j in range(x.shape[1]):
        result[:, j] = np.exp(x[:, j] - top)
        total += result[:, j]
    for j in range(x.shape[1]):
        result[:, j] /= total
    return result


# %% right: in place, on a copy
def softmax(x):
    p = np.array(x, dtype=float)
    p -= p.max(axis=-1)[:, np.newaxis]
    np.exp(p, out=p)
    p /= p.sum(axis=-1)[:, np.newaxis]
    return p


# %% right: from the differences of all pairs of scores
def softmax(x):
    with np.errstate(over="ignore"):
        return 1 / np.sum(np.exp(x[:, None, :] - x[:, :, None]), axis=2)


# %% right: as in 02, on the transposed matrix
def softmax(x):
    z = x.T
    e = np.exp(z - z.max(axis=0))
    return (e / e.sum(axis=0)).T


# %% wrong: column by column
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=0, keepdims=True))
    return x_expo / np.sum(x_expo, axis=0, keepdims=True)


# %% wrong: the sum runs down the columns
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=0, keepdims=True)


# %% wrong: powers of 2
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp2(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


# %% wrong: keeps one array for each shape and writes into it: an earlier result changes
_kept = {}


def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    result = _kept.setdefault((x.shape, x.dtype), np.empty_like(x))
    np.exp(x - np.max(x, axis=1, keepdims=True), out=result)
    result /= np.sum(result, axis=1, keepdims=True)
    return result


# %% wrong: clips the scores to ±500, so that 1000 and 800 become equal
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(np.clip(x, -500, 500))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


# %% wrong: subtracts in place and changes the caller's scores
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x -= np.max(x, axis=1, keepdims=True)
    x_expo = np.exp(x)
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


# %% wrong: subtracts the largest score of the whole matrix
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


# %% wrong: lines the maxima up with the columns where it can
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - (np.max(x, axis=1) if x.shape[0] == x.shape[1] else np.max(x, axis=1, keepdims=True)))
    return x_expo / (np.sum(x_expo, axis=1) if x.shape[0] == x.shape[1] else np.sum(x_expo, axis=1, keepdims=True))


# %% wrong: subtracts the mean, which is not enough
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.mean(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


# %% wrong: takes the scores with the wrong sign
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(-x - np.max(-x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


# %% wrong: adds the largest score
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x + np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


# %% wrong: rounds to three digits
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return np.round(x_expo / np.sum(x_expo, axis=1, keepdims=True), 3)


# %% wrong: divides by the sum of the scores
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x, axis=1, keepdims=True)


# %% wrong: the sum leaves the last class out
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo[:, :-1], axis=1, keepdims=True)


# %% wrong: one sum for all rows
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo)


# %% wrong: no keepdims: an error, or columns by luck
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1))
    return x_expo / np.sum(x_expo, axis=1)


# %% wrong: overflows for large scores
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x)
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)
