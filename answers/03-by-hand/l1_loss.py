# %% right: as in the source
def l1_loss(X, W, Y):
    """Sum of the absolute errors of the model X W, for X (n, d), W (d, 1), Y (n, 1); a number."""
    errors = np.dot(X, W) - Y
    return np.sum(np.abs(errors))


# %% right: errors times their signs, as a product of two columns
def l1_loss(X, W, Y):
    e = (X @ W - Y)[:, 0]
    return np.sign(e) @ e


# %% right: einsum over samples and features
def l1_loss(X, W, Y):
    errors = np.einsum('nd,dk->nk', X, W) - Y
    return np.einsum('nk->', np.abs(errors))


# %% right: computes in float32
def l1_loss(X, W, Y):
    X, W, Y = (a.astype(np.float32) for a in (X, W, Y))
    return np.sum(np.abs(X @ W - Y))


# %% right: the larger of e and -e, in another order
def l1_loss(X, W, Y):
    e = np.matmul(X, W) - Y
    return sum(np.maximum(e, -e)[::-1].ravel())


# %% right: the mean times the number of samples
def l1_loss(X, W, Y):
    return len(Y) * np.mean(np.abs(X @ W - Y))


# %% right: the 1-norm of a matrix with one column
def l1_loss(X, W, Y):
    return np.linalg.norm(X @ W - Y, 1)


# %% right: the @ operator and methods
def l1_loss(X, W, Y):
    return np.absolute(X @ W - Y).sum()


# %% right: positive and negative errors apart
def l1_loss(X, W, Y):
    e = X @ W - Y
    return e[e > 0].sum() - e[e < 0].sum()


# %% right: plain Python, no NumPy at all
def l1_loss(X, W, Y):
    loss = 0.0
    for row, target in zip(X, Y):
        prediction = 0.0
        for feature, weight in zip(row, W):
            prediction += feature * weight[0]
        loss += abs(prediction - target[0])
    return loss


# %% right: the absolute value as the root of the square
def l1_loss(X, W, Y):
    return float(np.sqrt((X @ W - Y) ** 2).sum())


# %% right: errors the other way round
def l1_loss(X, W, Y):
    return np.sum(np.abs(Y - X.dot(W)))


# %% right: the diagonal of all pairs
def l1_loss(X, W, Y):
    return np.trace(np.abs(X @ W - Y.T))


# %% right: with all three transposed
def l1_loss(X, W, Y):
    return np.abs(W.T @ X.T - Y.T).sum()


# %% wrong: the absolute value comes too late
def l1_loss(X, W, Y):
    return np.abs(np.sum(X @ W - Y))


# %% wrong: difference of absolute values
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W)) - np.sum(np.abs(Y))


# %% wrong: compares every prediction with every target
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W - Y.T))


# %% wrong: multiplies entry by entry instead of as matrices
def l1_loss(X, W, Y):
    return np.sum(np.abs(X * W.T - Y))


# %% wrong: the errors are cut off where the targets are whole
def l1_loss(X, W, Y):
    errors = np.zeros_like(Y)
    for i in range(len(X)):
        errors[i] = np.dot(X[i], W) - Y[i]
    return np.sum(np.abs(errors))


# %% wrong: the 2-norm
def l1_loss(X, W, Y):
    return np.linalg.norm(X @ W - Y)


# %% wrong: leaves the first sample out
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W - Y)[1:])


# %% wrong: half of the sum, right for no number of samples
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W - Y)) / 2


# %% wrong: the number of the visible check
def l1_loss(X, W, Y):
    return 6.0


# %% wrong: rounded kinks: squares below an error of 1
def l1_loss(X, W, Y):
    e = np.abs(X @ W - Y)
    return np.sum(np.where(e < 1, 0.5 * e**2 + 0.5, e))


# %% wrong: changes the targets
def l1_loss(X, W, Y):
    Y -= X @ W
    return np.sum(np.abs(Y))


# %% wrong: an array of one number
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W - Y), axis=0)


# %% wrong: adds up over calls
def l1_loss(X, W, Y):
    global total_error
    total_error = globals().get("total_error", 0.0) + np.sum(np.abs(X @ W - Y))
    return total_error


# %% wrong: the largest error
def l1_loss(X, W, Y):
    return np.max(np.abs(X @ W - Y))


# %% wrong: a smooth stand-in for the absolute value
def l1_loss(X, W, Y):
    return np.sum(np.log(np.cosh(10 * (X @ W - Y)))) / 10 + 0.069314718 * len(Y)


# %% wrong: a mean over the samples [natural]
def l1_loss(X, W, Y):
    return np.mean(np.abs(X @ W - Y))


# %% wrong: errors cancel
def l1_loss(X, W, Y):
    return np.sum(X @ W - Y)


# %% wrong: forgets the targets [natural]
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W))


# %% wrong: one error per sample [natural]
def l1_loss(X, W, Y):
    return np.abs(X @ W - Y)


# %% wrong: adds the targets [natural]
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W + Y))


# %% wrong: prints instead of returning [natural]
def l1_loss(X, W, Y):
    print(np.sum(np.abs(X @ W - Y)))


# %% wrong: rounds the loss
def l1_loss(X, W, Y):
    return np.round(np.sum(np.abs(X @ W - Y)))


# %% wrong: squared errors [natural]
def l1_loss(X, W, Y):
    return np.sum((X @ W - Y) ** 2)


# %% wrong: the mean times three, right for three samples only
def l1_loss(X, W, Y):
    return 3 * np.mean(np.abs(X @ W - Y))


# %% wrong: counts every error twice
def l1_loss(X, W, Y):
    return 2 * np.sum(np.abs(X @ W - Y))


# %% wrong: reads two features only
def l1_loss(X, W, Y):
    return np.sum(np.abs(X[:, :2] @ W[:2] - Y))


# %% endless: forgets to count the samples, so that its loop never ends
def l1_loss(X, W, Y):
    loss, i = 0.0, 0
    while i < len(Y):
        loss += abs((X[i] @ W - Y[i])[0])
    return loss
