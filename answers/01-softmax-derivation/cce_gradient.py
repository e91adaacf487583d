# %% right: as in the source
def cce_gradient(y, yhat):
    """Gradient of the cross-entropy with respect to yhat (k,); shape (k,)."""
    return -y / yhat


# %% right: named steps, negated in place on an own array
def cce_gradient(y, yhat):
    ratio = np.divide(y, yhat)
    ratio *= -1
    return ratio


# %% right: epsilon in the denominator
def cce_gradient(y, yhat):
    return -y / (yhat + 1e-8)


# %% right: a list comprehension
def cce_gradient(y, yhat):
    return np.array([-t / p for t, p in zip(y, yhat)])


# %% right: fills a vector of zeros in a loop
def cce_gradient(y, yhat):
    gradient = np.zeros(len(yhat))
    for k in range(len(yhat)):
        gradient[k] = -y[k] / yhat[k]
    return gradient


# %% right: np.where
def cce_gradient(y, yhat):
    return np.where(y > 0, -1.0 / yhat, 0.0)


# %% right: multiplies by the power -1
def cce_gradient(y, yhat):
    return -(y * yhat**-1.0)


# %% right: sets the entry of the true class only
def cce_gradient(y, yhat):
    g = np.zeros_like(yhat)
    t = np.argmax(y)
    g[t] = -1 / yhat[t]
    return g


# %% wrong: the gradient with respect to the scores
def cce_gradient(y, yhat):
    return yhat - y


# %% wrong: two slashes: rounds down
def cce_gradient(y, yhat):
    return -y // yhat


# %% wrong: divides the label in place
def cce_gradient(y, yhat):
    y /= -yhat
    return y


# %% wrong: divides by the number of classes [natural]
def cce_gradient(y, yhat):
    return -y / yhat / len(y)


# %% wrong: the minus sign is missing [natural]
def cce_gradient(y, yhat):
    return y / yhat


# %% wrong: multiplies instead of dividing [natural]
def cce_gradient(y, yhat):
    return -y * yhat


# %% wrong: one vector for all calls with as many classes
_gradients = {}


def cce_gradient(y, yhat):
    g = _gradients.setdefault(len(y), np.zeros(len(y)))
    g[:] = -y / yhat
    return g


# %% wrong: divides by the square of the probability [natural]
def cce_gradient(y, yhat):
    return -y / yhat**2


# %% wrong: a vector of three zeros
def cce_gradient(y, yhat):
    g = np.zeros(3)
    g[np.argmax(y)] = -1 / yhat[np.argmax(y)]
    return g


# %% wrong: divides the probability by the label [natural]
def cce_gradient(y, yhat):
    return -yhat / y


# %% wrong: a vector of integers, which cuts off the decimals
def cce_gradient(y, yhat):
    g = np.zeros(len(y), dtype=int)
    for k in range(len(y)):
        g[k] = -y[k] / yhat[k]
    return g


# %% wrong: every class counts [natural]
def cce_gradient(y, yhat):
    return -1 / yhat


# %% wrong: zeros like the labels: whole numbers where the labels are whole numbers
# edit of: sets the entry of the true class only
-    g = np.zeros_like(yhat)
+    g = np.zeros_like(y)
