# %% right: as in the source
def add_bias(X):
    """Append the bias feature: (f, n) becomes (f+1, n), the last row is all ones."""
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    """Weights (num_labels, num_features + 1): N(0, scale²), and a last column of 0.01."""
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% right: np.append, and weights in float32
def add_bias(X):
    return np.append(X, [[1] * X.shape[1]], axis=0)


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = (scale * rng.standard_normal((num_labels, num_features))).astype(np.float32)
    return np.column_stack([W, np.repeat(np.float32(0.01), num_labels)])


# %% right: concatenates; the bias column is written into a matrix of draws
def add_bias(X):
    n = X.shape[1]
    ones = np.ones(n).reshape(1, n)
    return np.concatenate((X, ones), axis=0)


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(size=(num_labels, num_features + 1)) * scale
    W[:, -1] = 0.01
    return W


# %% right: starts from ones and fills in the features; loops over the weights
def add_bias(X):
    f, n = np.shape(X)
    result = np.ones((f + 1, n))
    result[:f, :] = X
    return result


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = np.full((num_labels, num_features + 1), 0.01)
    for i in range(num_labels):
        for j in range(num_features):
            W[i, j] = rng.normal(0, scale)
    return W


# %% right: np.r_ and np.c_
def add_bias(X):
    return np.r_[X, np.ones((1, X.shape[1]))]


def init_weights(num_labels, num_features, rng, scale=1.0):
    bias = np.zeros(num_labels) + 0.01
    return np.c_[rng.normal(loc=0.0, scale=scale, size=(num_labels, num_features)), bias]


# %% right: lists of rows
def add_bias(X):
    rows = [row for row in X]
    rows.append(np.ones(len(X[0])))
    return np.array(rows)


def init_weights(num_labels, num_features, rng, scale=1.0):
    return np.array([np.append(rng.normal(0, scale, num_features), 0.01) for _ in range(num_labels)])


# %% right: np.pad, and draws from np.random instead of the given generator
def add_bias(X):
    return np.pad(X, ((0, 1), (0, 0)), constant_values=1)


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = scale * np.random.randn(num_labels, num_features)
    b = np.full((num_labels, 1), 0.01)
    return np.concatenate([W, b], axis=1)


# %% wrong: inserts the ones after row 1, whatever the number of features
def add_bias(X):
    f, n = X.shape
    result = np.ones((f + 1, n))
    result[:2] = X[:2]
    result[3:] = X[2:]
    return result


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: the bias is the first column
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([0.01 * np.ones((num_labels, 1)), W])


# %% wrong: adds a column instead of a row
def add_bias(X):
    return np.hstack([X, np.ones((X.shape[0], 1))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: as many ones as there are features: rows and columns of X mixed up
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[0]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: one more one than there are features, which fits the visible check only
def add_bias(X):
    return np.vstack([X, np.ones((1, len(X) + 1))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: puts the ones above the features
def add_bias(X):
    return np.vstack([np.ones((1, X.shape[1])), X])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: takes the absolute value of the draws
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = np.abs(rng.normal(0, scale, size=(num_labels, num_features)))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: overwrites the last feature, in place, instead of adding a row
def add_bias(X):
    X[-1] = 1
    return X


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: a row of zeros [natural]
def add_bias(X):
    return np.vstack([X, np.zeros((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: starts an own generator with a fixed seed, so the weights are always the same
# edit of: as in the source
-    """Append the bias feature: (f, n) becomes (f+1, n), the last row is all ones."""

-    """Weights (num_labels, num_features + 1): N(0, scale²), and a last column of 0.01."""
+    rng = np.random.default_rng(0)


# %% wrong: scales the draws with the number of features
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_labels, num_features)) / np.sqrt(num_features)
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: uniform draws
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = scale * rng.random(size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: uniform draws with mean 0 and standard deviation 1
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = scale * rng.uniform(-np.sqrt(3), np.sqrt(3), size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])


# %% wrong: weights of shape (num_features, num_labels + 1)
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng, scale=1.0):
    W = rng.normal(0, scale, size=(num_features, num_labels))
    return np.hstack([W, 0.01 * np.ones((num_features, 1))])


# %% wrong: N(0, 1), whatever the scale [natural]
# edit of: as in the source
-    W = rng.normal(0, scale, size=(num_labels, num_features))
+    W = rng.normal(0, 1, size=(num_labels, num_features))


# %% wrong: takes the scale for the variance [natural]
# edit of: as in the source
-    W = rng.normal(0, scale, size=(num_labels, num_features))
+    W = rng.normal(0, np.sqrt(scale), size=(num_labels, num_features))


# %% wrong: the scale is the mean [natural]
# edit of: as in the source
-    W = rng.normal(0, scale, size=(num_labels, num_features))
+    W = rng.normal(scale, 1, size=(num_labels, num_features))


# %% wrong: scales the bias as well [natural]
# edit of: as in the source
-    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
+    return np.hstack([W, scale * np.ones((num_labels, 1))])
