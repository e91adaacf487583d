# %% right: as in the source
def l1_gradient(X, W, Y):
    """Gradient (d, 1) of the sum of the absolute errors with respect to W (d, 1)."""
    signs = np.sign(np.dot(X, W) - Y)
    return np.dot(X.T, signs)


# %% right: counts samples above and below
def l1_gradient(X, W, Y):
    P = X @ W
    return X.T @ (P > Y) - X.T @ (P < Y).astype(float)


# %% right: the sign bit, also at 0
def l1_gradient(X, W, Y):
    return X.T @ np.copysign(1.0, X @ W - Y)


# %% right: einsum over the samples
def l1_gradient(X, W, Y):
    return np.einsum('nd,nk->dk', X, np.sign(np.einsum('nd,dk->nk', X, W) - Y))


# %% right: computes in float32
def l1_gradient(X, W, Y):
    X, W, Y = (a.astype(np.float32) for a in (X, W, Y))
    return X.T @ np.sign(X @ W - Y)


# %% right: signs from a step function
def l1_gradient(X, W, Y):
    return X.T @ (2 * np.heaviside(X @ W - Y, 0.5) - 1)


# %% right: in-place operations on arrays of its own
def l1_gradient(X, W, Y):
    e = X @ W
    e -= Y
    np.sign(e, out=e)
    return X.T @ e


# %% right: adds up sample by sample
def l1_gradient(X, W, Y):
    gradient = np.zeros(W.shape)
    for row, target in zip(X, Y):
        gradient[:, 0] += np.sign(row @ W[:, 0] - target[0]) * row
    return gradient


# %% right: the slope -1 at a kink, a subgradient as well
def l1_gradient(X, W, Y):
    return X.T @ (2.0 * (X @ W > Y) - 1)


# %% right: errors the other way round, and a minus sign
def l1_gradient(X, W, Y):
    return -X.T @ np.sign(Y - X @ W)


# %% right: the @ operator
def l1_gradient(X, W, Y):
    return X.T @ np.sign(X @ W - Y)


# %% right: the slope 1 at a kink, which is a subgradient too
def l1_gradient(X, W, Y):
    return X.T @ np.where(X @ W - Y >= 0, 1.0, -1.0)


# %% right: plain Python, a list of lists
def l1_gradient(X, W, Y):
    signs = []
    for row, target in zip(X, Y):
        e = sum(a * b[0] for a, b in zip(row, W)) - target[0]
        signs.append((e > 0) * 1 - (e < 0) * 1)
    return [[sum(s * row[j] for s, row in zip(signs, X))] for j in range(len(W))]


# %% right: the transposed product, transposed back
def l1_gradient(X, W, Y):
    return (np.sign(X @ W - Y).T @ X).T


# %% right: divides by the absolute error, which is kept above 0
def l1_gradient(X, W, Y):
    e = X @ W - Y
    return X.T @ (e / np.maximum(np.abs(e), 1e-300))


# %% right: signs times rows, summed
def l1_gradient(X, W, Y):
    return np.sum(np.sign(X @ W - Y) * X, axis=0).reshape(-1, 1)


# %% right: tensordot over the axis of the samples
def l1_gradient(X, W, Y):
    return np.tensordot(X, np.sign(X @ W - Y), axes=(0, 0))


# %% wrong: absolute values instead of signs
def l1_gradient(X, W, Y):
    return X.T @ np.abs(X @ W - Y)


# %% wrong: absolute values of the features
def l1_gradient(X, W, Y):
    return np.abs(X).T @ np.sign(X @ W - Y)


# %% wrong: compares every prediction with every target
def l1_gradient(X, W, Y):
    return X.T @ np.sign(np.sign(X @ W - Y.T).sum(axis=1, keepdims=True))


# %% wrong: multiplies X by the signs in place
def l1_gradient(X, W, Y):
    signs = np.sign(X @ W - Y)
    X *= signs
    return X.sum(axis=0).reshape(-1, 1)


# %% wrong: clips the errors to -1 ... 1
def l1_gradient(X, W, Y):
    return X.T @ np.clip(X @ W - Y, -1, 1)


# %% wrong: the errors instead of their signs [natural]
def l1_gradient(X, W, Y):
    return X.T @ (X @ W - Y)


# %% wrong: finite differences of the loss, wrong near a kink
def l1_gradient(X, W, Y):
    h, gradient = 1e-6, np.zeros(W.shape)
    for j in range(len(W)):
        step = np.zeros(W.shape)
        step[j] = h
        up, down = np.abs(X @ (W + step) - Y).sum(), np.abs(X @ (W - step) - Y).sum()
        gradient[j] = (up - down) / (2 * h)
    return gradient


# %% wrong: fills the first entry only
def l1_gradient(X, W, Y):
    gradient = np.zeros(W.shape)
    gradient[0] = X[:, 0] @ np.sign(X @ W - Y)[:, 0]
    return gradient


# %% wrong: shape (d,)
def l1_gradient(X, W, Y):
    return (X.T @ np.sign(X @ W - Y))[:, 0]


# %% wrong: the numbers of the visible check
def l1_gradient(X, W, Y):
    return np.array([[2.0], [-4.0]])


# %% wrong: changes the targets
def l1_gradient(X, W, Y):
    Y -= X @ W
    return X.T @ -np.sign(Y)


# %% wrong: leaves the last sample out
def l1_gradient(X, W, Y):
    return X[:-1].T @ np.sign(X @ W - Y)[:-1]


# %% wrong: a mean over the samples [natural]
def l1_gradient(X, W, Y):
    return X.T @ np.sign(X @ W - Y) / len(X)


# %% wrong: the sum of the rows [natural]
def l1_gradient(X, W, Y):
    return X.T @ np.ones_like(Y)


# %% wrong: the signs of the predictions [natural]
def l1_gradient(X, W, Y):
    return X.T @ np.sign(X @ W)


# %% wrong: X where X^T belongs [natural]
def l1_gradient(X, W, Y):
    return X @ np.sign(X @ W - Y)


# %% wrong: X where X^T belongs, but only for square X
def l1_gradient(X, W, Y):
    return (X if X.shape[0] == X.shape[1] else X.T) @ np.sign(X @ W - Y)


# %% wrong: scales the gradient to length one where it is long
def l1_gradient(X, W, Y):
    g = X.T @ np.sign(X @ W - Y)
    return g / max(1.0, np.linalg.norm(g) / 5)


# %% wrong: divides by the absolute error, which is 0 at a kink
def l1_gradient(X, W, Y):
    e = X @ W - Y
    return X.T @ (e / np.abs(e))


# %% wrong: an epsilon in the root rounds the kink off
def l1_gradient(X, W, Y):
    e = X @ W - Y
    return X.T @ (e / np.sqrt(e**2 + 1e-8))


# %% wrong: rounds the errors first
def l1_gradient(X, W, Y):
    return X.T @ np.sign(np.round(X @ W - Y, 2))


# %% wrong: a row instead of a column
def l1_gradient(X, W, Y):
    return np.sign(X @ W - Y).T @ X


# %% wrong: the sign of the gradient of the squares
def l1_gradient(X, W, Y):
    return np.sign(X.T @ (X @ W - Y))


# %% wrong: signs of the features too
def l1_gradient(X, W, Y):
    return np.sign(X).T @ np.sign(X @ W - Y)


# %% wrong: a slope of 2 at a kink, which is no subgradient
def l1_gradient(X, W, Y):
    e = X @ W - Y
    return X.T @ np.where(e == 0, 2.0, np.sign(e))


# %% wrong: a smooth sign
def l1_gradient(X, W, Y):
    return X.T @ np.tanh(1000 * (X @ W - Y))


# %% wrong: the gradient of the squared errors [natural]
def l1_gradient(X, W, Y):
    return 2 * X.T @ (X @ W - Y)


# %% wrong: returns the weights after a step
def l1_gradient(X, W, Y):
    return W - 0.1 * X.T @ np.sign(X @ W - Y)


# %% wrong: counts small errors as 0
def l1_gradient(X, W, Y):
    e = X @ W - Y
    return X.T @ np.where(np.abs(e) < 1e-6, 0, np.sign(e))


# %% wrong: the sign of target minus prediction
def l1_gradient(X, W, Y):
    return X.T @ np.sign(Y - X @ W)


# %% wrong: the gradient is cut off where the weights are whole
def l1_gradient(X, W, Y):
    signs = np.sign(np.dot(X, W) - Y)
    gradient = np.zeros_like(W)
    for j in range(X.shape[1]):
        gradient[j, 0] = np.sum(signs[:, 0] * X[:, j])
    return gradient
