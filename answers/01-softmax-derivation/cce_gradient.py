# %% right: as in the source
# The derivatives by yhat_0, yhat_1 and yhat_2, at yhat = (0.3, 0.3, 0.4), true class 2.
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    """Gradient of the cross-entropy with respect to yhat (k,); shape (k,)."""
    return -y / yhat


# %% right: named steps, negated in place on an own array
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    ratio = np.divide(y, yhat)
    ratio *= -1
    return ratio


# %% right: epsilon in the denominator
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return -y / (yhat + 1e-8)


# %% right: a list comprehension
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return np.array([-t / p for t, p in zip(y, yhat)])


# %% right: fills a vector of zeros in a loop
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    gradient = np.zeros(len(yhat))
    for k in range(len(yhat)):
        gradient[k] = -y[k] / yhat[k]
    return gradient


# %% right: np.where
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return np.where(y > 0, -1.0 / yhat, 0.0)


# %% right: multiplies by the power -1
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return -(y * yhat**-1.0)


# %% right: sets the entry of the true class only
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    g = np.zeros_like(yhat)
    t = np.argmax(y)
    g[t] = -1 / yhat[t]
    return g


# %% wrong: the gradient with respect to the scores
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return yhat - y


# %% wrong: two slashes: rounds down
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return -y // yhat


# %% wrong: divides the label in place
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    y /= -yhat
    return y


# %% wrong: divides by the number of classes [natural]
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return -y / yhat / len(y)


# %% wrong: the minus sign is missing [natural]
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return y / yhat


# %% wrong: multiplies instead of dividing [natural]
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return -y * yhat


# %% wrong: one vector for all calls with as many classes
slopes = [0, 0, -2.5]


_gradients = {}


def cce_gradient(y, yhat):
    g = _gradients.setdefault(len(y), np.zeros(len(y)))
    g[:] = -y / yhat
    return g


# %% wrong: divides by the square of the probability [natural]
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return -y / yhat**2


# %% wrong: a vector of three zeros
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    g = np.zeros(3)
    g[np.argmax(y)] = -1 / yhat[np.argmax(y)]
    return g


# %% wrong: divides the probability by the label [natural]
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return -yhat / y


# %% wrong: a vector of integers, which cuts off the decimals
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    g = np.zeros(len(y), dtype=int)
    for k in range(len(y)):
        g[k] = -y[k] / yhat[k]
    return g


# %% wrong: every class counts [natural]
slopes = [0, 0, -2.5]


def cce_gradient(y, yhat):
    return -1 / yhat


# %% wrong: zeros like the labels: whole numbers where the labels are whole numbers
# edit of: sets the entry of the true class only
-    g = np.zeros_like(yhat)
+    g = np.zeros_like(y)


# %% wrong: the slopes with the wrong sign [natural]
# edit of: as in the source
-slopes = [0, 0, -2.5]
+slopes = [0, 0, 2.5]


# %% wrong: a slope for every class [natural]
# edit of: as in the source
-slopes = [0, 0, -2.5]
+slopes = [-3.333333, -3.333333, -2.5]


# %% wrong: the loss in the place of its slope [natural]
# edit of: as in the source
-slopes = [0, 0, -2.5]
+slopes = [0, 0, 0.91629]


# %% wrong: the probability in the place of its inverse [natural]
# edit of: as in the source
-slopes = [0, 0, -2.5]
+slopes = [0, 0, -0.4]


# %% wrong: a single slope [natural]
# edit of: as in the source
-slopes = [0, 0, -2.5]
+slopes = -2.5
