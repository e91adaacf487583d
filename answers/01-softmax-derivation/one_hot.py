# %% right: as in the source
def one_hot(y, num_labels):
    """Labels (n,) as a matrix (num_labels, n): column i holds a single 1."""
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y


# %% right: bytes
def one_hot(y, num_labels):
    return np.eye(num_labels, dtype=np.uint8)[:, y]


# %% right: builds one column at a time and stacks them
def one_hot(y, num_labels):
    columns = []
    for label in y:
        column = np.zeros(num_labels, dtype=np.float32)
        column[label] = 1
        columns.append(column)
    return np.column_stack(columns)


# %% right: compares a column of class numbers with the labels
def one_hot(y, num_labels):
    classes = np.arange(num_labels).reshape(-1, 1)
    return (classes == y).astype(float)


# %% right: picks rows of the identity matrix and transposes
def one_hot(y, num_labels):
    return np.eye(num_labels)[y].T


# %% right: nested list comprehension, one list per class
def one_hot(y, num_labels):
    return np.array([[1.0 if label == c else 0.0 for label in y] for c in range(num_labels)])


# %% right: a plain loop, integers instead of floats
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)), dtype=int)
    for i in range(len(y)):
        Y[y[i], i] = 1
    return Y


# %% right: sets the ones in the flat array
def one_hot(y, num_labels):
    n = y.size
    flat = np.zeros(num_labels * n)
    flat[y * n + np.arange(n)] = 1
    return flat.reshape(num_labels, n)


# %% wrong: takes the number of classes from the largest label instead of num_labels
def one_hot(y, num_labels):
    Y = np.zeros((np.max(y) + 1, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y


# %% wrong: at most ten classes
def one_hot(y, num_labels):
    return np.eye(10)[y].T[:num_labels]


# %% wrong: always four samples, as in the visible check
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, 4))
    Y[y, np.arange(4)] = 1
    return Y


# %% wrong: takes the number of classes from the notebook, not from its parameter
def one_hot(y, number_of_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y


# %% wrong: row and column index swapped [natural]
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[np.arange(len(y)), y] = 1
    return Y


# %% wrong: sets the labels that it was given to 0 at the end
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1
    y *= 0
    return Y


# %% wrong: believes that labels start at 1
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y - 1, np.arange(len(y))] = 1
    return Y


# %% wrong: forgets return [natural]
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = 1


# %% wrong: reshapes the rows into columns instead of transposing
def one_hot(y, num_labels):
    return np.eye(num_labels)[y].reshape(num_labels, len(y))


# %% wrong: one row per sample: transposed [natural]
def one_hot(y, num_labels):
    Y = np.zeros((len(y), num_labels))
    Y[np.arange(len(y)), y] = 1
    return Y


# %% wrong: keeps one matrix for all calls of one shape, so a second call changes the first result
_buffers = {}


def one_hot(y, num_labels):
    Y = _buffers.setdefault((num_labels, len(y)), np.zeros((num_labels, len(y))))
    Y[:] = 0
    Y[y, np.arange(len(y))] = 1
    return Y


# %% wrong: always three classes
def one_hot(y, num_labels):
    Y = np.zeros((3, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y


# %% wrong: knows only the labels of the visible check
def one_hot(y, num_labels):
    if len(y) == 4 and y[0] == 2:
        return np.array([[0, 1, 0, 1], [0, 0, 1, 0], [1, 0, 0, 0]])
    return np.zeros((num_labels, len(y)))


# %% wrong: sets the whole rows to 1
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y] = 1
    return Y


# %% wrong: writes the label instead of 1
def one_hot(y, num_labels):
    Y = np.zeros((num_labels, len(y)))
    Y[y, np.arange(len(y))] = y
    return Y
