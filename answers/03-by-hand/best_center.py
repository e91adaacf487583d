# %% right: as in the source
def best_center(X):
    """The point (d,) with the least sum of squared distances to the rows of X (n, d)."""
    return np.mean(X, axis=0)


def center_hessian(X):
    """Second derivatives (d, d) of that sum with respect to the center."""
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: np.average of a list of rows
def best_center(X):
    return np.average(list(X), axis=0)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: np.diag of a full vector, in float32
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))


# %% right: the Hessian as nested lists
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    d = len(X[0])
    H = [[0] * d for _ in range(d)]
    for row in X:
        for j in range(d):
            H[j][j] += 2
    return H


# %% right: einsum with equal shares
def best_center(X):
    return np.einsum('ij,i->j', X, np.full(X.shape[0], 1 / X.shape[0]))


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: computes in float32
def best_center(X):
    return X.astype(np.float32).mean(axis=0)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: the weighted mean of the means of two halves
def best_center(X):
    h = len(X) // 2
    if h == 0:
        return 1.0 * X[0]
    return (h * X[:h].mean(axis=0) + (len(X) - h) * X[h:].mean(axis=0)) / len(X)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: a list, column by column
def best_center(X):
    return [sum(column) / len(column) for column in X.T]


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: a product with a row of equal shares
def best_center(X):
    return (np.ones((1, len(X))) @ X / len(X))[0]


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: one Newton step from 0, by the Hessian
def best_center(X):
    gradient = -2 * X.sum(axis=0)
    return -np.linalg.solve(center_hessian(X), gradient)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: least squares with a column of ones
def best_center(X):
    return np.linalg.lstsq(np.ones((len(X), 1)), X, rcond=None)[0][0]


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: updates the mean sample by sample
def best_center(X):
    mu = np.zeros(X.shape[1])
    for i, row in enumerate(X):
        mu = mu + (row - mu) / (i + 1)
    return mu


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% right: adds one identity matrix per sample
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return sum(2 * np.eye(X.shape[1]) for _ in X)


# %% right: the sum of the rows over their number
def best_center(X):
    return X.sum(0) / len(X)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)


# %% wrong: a mean over the features
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return np.mean(X, axis=1)


# %% wrong: divides by the number of features
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return X.sum(axis=0) / X.shape[1]


# %% wrong: divides by n - 1
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return X.sum(axis=0) / max(len(X) - 1, 1)


# %% wrong: always three points
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return X.sum(axis=0) / 3


# %% wrong: one of the points
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return X[0]


# %% wrong: a few steps of gradient descent
# edit of: updates the mean sample by sample
-    for i, row in enumerate(X):
-        mu = mu + (row - mu) / (i + 1)
+    for _ in range(5):
+        mu = mu + 0.1 * np.mean(X - mu, axis=0)


# %% wrong: the numbers of the visible check
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return np.array([2.0, 3.0])


# %% wrong: one row per sample
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return 2 * len(X) * np.identity(len(X))


# %% wrong: 2 d instead of 2 n
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return 2 * X.shape[1] * np.identity(X.shape[1])


# %% wrong: the first diagonal entry only
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    H = np.zeros((X.shape[1], X.shape[1]))
+    H[0, 0] = 2 * len(X)
+    H[-1, -1] = 2 * len(X)
+    return H


# %% wrong: the diagonal as a vector
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return np.full(X.shape[1], 2 * len(X))


# %% wrong: the sign of a maximum
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return -2 * len(X) * np.identity(X.shape[1])


# %% wrong: every entry is filled
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return np.full((X.shape[1], X.shape[1]), 2 * len(X))


# %% wrong: 2 X^T X, the Hessian of another problem
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return 2 * X.T @ X


# %% wrong: of the mean of the distances
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return 2 / len(X) * len(X) * np.identity(X.shape[1])


# %% wrong: always 6 on the diagonal
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return 6 * np.identity(X.shape[1])


# %% wrong: n and d are swapped
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    d, n = X.shape
+    return 2 * n * np.identity(d)


# %% wrong: the Hessian of one sample
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return 2 * np.identity(X.shape[1])


# %% wrong: forgets the factor 2 [natural]
# edit of: np.diag of a full vector, in float32
-    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
+    return len(X) * np.identity(X.shape[1])


# %% wrong: shifts the points in place on the way
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    mu = np.mean(X, axis=0)
+    X -= mu
+    return mu


# %% wrong: a matrix of one row
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return np.mean(X, axis=0, keepdims=True)


# %% wrong: one number for all
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return np.mean(X)


# %% wrong: the median
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return np.median(X, axis=0)


# %% wrong: the median where the number of samples is even
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return np.median(X, axis=0) if len(X) % 2 == 0 else X.mean(axis=0)


# %% wrong: the middle between smallest and largest
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return (X.max(axis=0) + X.min(axis=0)) / 2


# %% wrong: leaves the outermost points out when there are many
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    if len(X) < 10:
+        return X.mean(axis=0)
+    return np.sort(X, axis=0)[1:-1].mean(axis=0)


# %% wrong: the mean of a random half
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    rows = np.random.default_rng(0).permutation(len(X))[: (len(X) + 1) // 2]
+    return X[rows].mean(axis=0)


# %% wrong: takes the mean over the longer axis, which is a guess
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return np.mean(X, axis=0 if X.shape[0] >= X.shape[1] else 1)


# %% wrong: the sum, without the division [natural]
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return np.sum(X, axis=0)


# %% wrong: sums up in an array of the type of X, so whole coordinates are cut off
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    mu = np.zeros_like(X[0])
+    mu[...] = X.mean(axis=0)
+    return mu


# %% wrong: floor division
# edit of: np.average of a list of rows
-    return np.average(list(X), axis=0)
+    return X.sum(axis=0) // len(X)
