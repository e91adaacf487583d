# %% right: as in the source
def columns_to_rows(X, W):
    """X (f, n), W (k, f+1) with the bias as last column to x (n, f), w (f, k), b (1, k)."""
    x = X.T
    w = W[:, :-1].T
    b = W[:, -1:].T
    return x, w, b


def rows_to_columns(x, w, b):
    """The way back: x (n, f), w (f, k), b (1, k) to X (f, n), W (k, f+1)."""
    X = x.T
    W = np.hstack([w.T, b.T])
    return X, W


# %% right: np.transpose, np.column_stack, a reshape for the bias
def columns_to_rows(X, W):
    """X (f, n), W (k, f+1) with the bias as last column to x (n, f), w (f, k), b (1, k)."""
    x = np.transpose(X)
    w = W[:, :-1].T
    b = W[:, -1].reshape(1, -1)
    return x, w, b


def rows_to_columns(x, w, b):
    """The way back: x (n, f), w (f, k), b (1, k) to X (f, n), W (k, f+1)."""
    X = x.T
    W = np.column_stack([w.T, b[0]])
    return X, W


# %% right: deletes the bias column; hands the bias on with np.c_
def columns_to_rows(X, W):
    return X.T.copy(), np.delete(W, -1, axis=1).T, np.atleast_2d(W[:, -1])


def rows_to_columns(x, w, b):
    return x.T.copy(), np.c_[w.T, np.ravel(b)]


# %% right: einsum and np.concatenate; gives back float32
def columns_to_rows(X, W):
    f = X.shape[0]
    V = np.einsum("ij->ji", W).astype(np.float32)
    return np.einsum("ij->ji", X).astype(np.float32), V[:f], V[f:]


def rows_to_columns(x, w, b):
    return x.T.astype(np.float32), np.concatenate([w, b], axis=0).T.astype(np.float32)


# %% right: builds nested lists first; returns contiguous copies
def columns_to_rows(X, W):
    x = np.array([list(column) for column in zip(*X)])
    w = np.array([[row[i] for row in W] for i in range(len(X))])
    b = np.array([[row[-1] for row in W]])
    return x, w, b


def rows_to_columns(x, w, b):
    X = np.array([list(column) for column in zip(*x)])
    W = np.array([[*column, bias] for column, bias in zip(w.T, b[0])])
    return X, W


# %% right: entry by entry
def columns_to_rows(X, W):
    x = np.zeros((X.shape[1], X.shape[0]))
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            x[j, i] = X[i, j]
    k, f = W.shape[0], W.shape[1] - 1
    w, b = np.zeros((f, k)), np.zeros((1, k))
    for c in range(k):
        b[0, c] = W[c, f]
        for i in range(f):
            w[i, c] = W[c, i]
    return x, w, b


def rows_to_columns(x, w, b):
    X = np.zeros((x.shape[1], x.shape[0]))
    for i in range(x.shape[0]):
        X[:, i] = x[i]
    W = np.zeros((w.shape[1], w.shape[0] + 1))
    for c in range(w.shape[1]):
        W[c, :-1] = w[:, c]
        W[c, -1] = b[0, c]
    return X, W


# %% right: np.split on the transposed weights, np.vstack on the way back
def columns_to_rows(X, W):
    w, b = np.split(W.T, [W.shape[1] - 1])
    return X.swapaxes(0, 1), w, b


def rows_to_columns(x, w, b):
    W = np.vstack((w, b)).T
    return x.swapaxes(0, 1), W


# %% wrong: the bias is a column [natural]
# edit of: as in the source
-    b = W[:, -1:].T
+    b = W[:, -1:]

-    W = np.hstack([w.T, b.T])
+    W = np.hstack([w.T, b])


# %% wrong: takes the first column for the bias [natural]
# edit of: as in the source
-    w = W[:, :-1].T
-    b = W[:, -1:].T
+    w = W[:, 1:].T
+    b = W[:, :1].T

-    W = np.hstack([w.T, b.T])
+    W = np.hstack([b.T, w.T])


# %% wrong: puts the bias first on the way back [natural]
# edit of: as in the source
-    W = np.hstack([w.T, b.T])
+    W = np.hstack([b.T, w.T])


# %% wrong: zeros for the bias on the way back
# edit of: as in the source
-    W = np.hstack([w.T, b.T])
+    W = np.hstack([w.T, np.zeros_like(b.T)])


# %% wrong: gives all classes the bias of the first
# edit of: as in the source
-    b = W[:, -1:].T
+    b = np.full((1, len(W)), W[0, -1])


# %% wrong: does not take the bias column off [natural]
# edit of: as in the source
-    w = W[:, :-1].T
+    w = W.T


# %% wrong: the bias loses an axis [natural]
# edit of: as in the source
-    b = W[:, -1:].T
+    b = W[:, -1]

-    W = np.hstack([w.T, b.T])
+    W = np.hstack([w.T, b.reshape(-1, 1)])


# %% wrong: scales the caller's inputs on the way back
# edit of: as in the source
-    X = x.T
+    x *= 0.5
+    X = 2 * x.T


# %% wrong: leaves X as it is [natural]
# edit of: as in the source
-    x = X.T
+    x = X

-    X = x.T
+    X = x


# %% wrong: cuts one column too many [natural]
# edit of: as in the source
-    w = W[:, :-1].T
+    w = W[:, :-2].T


# %% wrong: right for two classes only: writes the bias of the first two
# edit of: as in the source
-    b = W[:, -1:].T
+    b = np.array([[W[0, -1], W[1 % len(W), -1]]])


# %% wrong: reshape in the place of a transpose: luck with one sample
# edit of: as in the source
-    x = X.T
+    x = X.reshape(X.shape[1], X.shape[0])


# %% wrong: appends the feature of ones to the samples [natural]
# edit of: as in the source
-    X = x.T
+    X = np.vstack([x.T, np.ones((1, len(x)))])


# %% wrong: turns the order of the samples round
# edit of: as in the source
-    x = X.T
+    x = X.T[::-1]


# %% wrong: leaves the weights as they are [natural]
# edit of: as in the source
-    w = W[:, :-1].T
+    w = W[:, :-1]

-    W = np.hstack([w.T, b.T])
+    W = np.hstack([w, b.T])


# %% wrong: reshapes the weights in the place of a transpose [natural]
# edit of: as in the source
-    w = W[:, :-1].T
+    w = W[:, :-1].reshape(W.shape[1] - 1, -1)
