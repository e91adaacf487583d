# %% right: as in the source
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    return sigmoid(x) * (1 - sigmoid(x))


# %% right: fills an array of its own by two masks, keeps float32
def sigmoid(x):
    x = np.asarray(x)
    result = np.empty(x.shape, dtype=np.result_type(x.dtype, np.float32))
    low = x < 0
    grown = np.exp(x[low])
    result[low] = grown / (grown + 1)
    result[~low] = 1 / (1 + np.exp(-x[~low]))
    return result


def dsigmoid(x):
    s = sigmoid(x)
    return s - s * s


# %% right: clips to ±500, then chooses between the two forms
def sigmoid(x):
    x = np.clip(x, -500, 500)
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


def dsigmoid(x):
    return sigmoid(x) * (1 - sigmoid(x))


# %% right: exp of the logarithm, -log(1 + e^-x)
def sigmoid(x):
    return np.exp(-np.logaddexp(0, -np.asarray(x)))


def dsigmoid(x):
    return sigmoid(x) * sigmoid(-np.asarray(x))


# %% right: each form only where it cannot overflow
def sigmoid(x):
    """The sigmoid of every entry of the array x, of any shape; never overflows."""
    result = np.empty(np.shape(x))
    positive = x >= 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    small = np.exp(x[~positive])
    result[~positive] = small / (1 + small)
    return result


def dsigmoid(x):
    """The derivative of the sigmoid at every entry of x."""
    s = sigmoid(x)
    return s * (1 - s)


# %% right: the plain formula, where inf gives the right limit and the warning is switched off
def sigmoid(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(x)))


def dsigmoid(x):
    s = sigmoid(x)
    return s * (1 - s)


# %% right: entry by entry with math.exp; the derivative from the exponential
def sigmoid(x):
    x = np.asarray(x)
    values = []
    for v in x.ravel().tolist():
        if v >= 0:
            values.append(1 / (1 + math.exp(-v)))
        else:
            values.append(math.exp(v) / (1 + math.exp(v)))
    return np.array(values).reshape(x.shape)


def dsigmoid(x):
    small = np.exp(-np.abs(x))
    return small / (1 + small) ** 2


# %% right: by way of tanh, which never overflows
def sigmoid(x):
    e = np.exp(-np.abs(x))
    t = (1 - e) / (1 + e)  # tanh(|x| / 2)
    return np.where(x < 0, e / (1 + e), (1 + t) / 2)


def dsigmoid(x):
    return 0.25 * (1 - np.tanh(0.5 * x) ** 2)


# %% right: a function of one number, made one of arrays
def sigmoid(x):
    def of_one(v):
        small = math.exp(-abs(v))
        return (1.0 if v >= 0 else small) / (1 + small)

    return np.vectorize(of_one, otypes=[float])(x)


def dsigmoid(x):
    s = sigmoid(x)
    return s * (1.0 - s)


# %% wrong: clips the caller's array in place
# edit of: as in the source
-    small = np.exp(-np.abs(x))
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    np.clip(x, -3, 3, out=x) if x.dtype.kind == "f" else None
+    return 1 / (1 + np.exp(-x))


# %% wrong: clips to ±15: very negative numbers give 3e-7, not e^x
# edit of: as in the source
-    small = np.exp(-np.abs(x))
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return 1 / (1 + np.exp(-np.clip(x, -15, 15)))


# %% wrong: nan in float32
# edit of: clips to ±500, then chooses between the two forms
-    x = np.clip(x, -500, 500)
-    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))
+    e = np.exp(np.clip(x, -500, 500))
+    return e / (1 + e)


# %% wrong: clips to ±5, where the sigmoid is not yet flat
# edit of: as in the source
-    small = np.exp(-np.abs(x))
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return 1 / (1 + np.exp(-np.clip(x, -5, 5)))


# %% wrong: the second factor of dsigmoid forgets the sigmoid [natural]
# edit of: as in the source
-    return sigmoid(x) * (1 - sigmoid(x))
+    return sigmoid(x) * (1 - x)


# %% wrong: dsigmoid takes values that have passed through sigmoid already [natural]
# edit of: as in the source
-    return sigmoid(x) * (1 - sigmoid(x))
+    return x * (1 - x)


# %% wrong: plus for minus in dsigmoid [natural]
# edit of: as in the source
-    return sigmoid(x) * (1 - sigmoid(x))
+    return sigmoid(x) * (1 + sigmoid(x))


# %% wrong: cut off where x is whole
def sigmoid(x):
    result = np.zeros_like(x)
    pos = x >= 0
    result[pos] = 1 / (1 + np.exp(-x[pos]))
    small = np.exp(x[~pos])
    result[~pos] = small / (1 + small)
    return result


def dsigmoid(x):
    return sigmoid(x) * (1 - sigmoid(x))


# %% wrong: e^x / (1 + e^x) everywhere: nan for 1000 [natural]
# edit of: as in the source
-    small = np.exp(-np.abs(x))
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return np.exp(x) / (1 + np.exp(x))


# %% wrong: a loop along the first axis decides by its first entry
# edit of: as in the source
-    small = np.exp(-np.abs(x))
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    rows = []
+    for row in x:
+        small = np.exp(-np.abs(row))
+        rows.append(1 / (1 + small) if np.ravel(row)[0] >= 0 else small / (1 + small))
+    return np.array(rows)


# %% wrong: the two forms stand the wrong way round [natural]
# edit of: as in the source
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return np.where(x >= 0, small / (1 + small), 1 / (1 + small))


# %% wrong: the absolute value is missing [natural]
# edit of: as in the source
-    small = np.exp(-np.abs(x))
+    small = np.exp(-x)


# %% wrong: writes every result into one array that it keeps
# edit of: as in the source
+_buffers = {}
+
+
 def sigmoid(x):

-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    buffer = _buffers.setdefault(np.shape(x), np.empty(np.shape(x)))
+    buffer[...] = np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return buffer


# %% wrong: takes the form for x >= 0 on both sides, so that it is even [natural]
# edit of: as in the source
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return np.where(x >= 0, 1 / (1 + small), 1 / (1 + small))


# %% wrong: overflows for -1000, with a warning [natural]
# edit of: as in the source
-    small = np.exp(-np.abs(x))
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return 1 / (1 + np.exp(-x))


# %% wrong: e^x / (1 + e^x) everywhere, with the warnings switched off
# edit of: as in the source
-    small = np.exp(-np.abs(x))
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    with np.errstate(all="ignore"):
+        return np.exp(x) / (1 + np.exp(x))


# %% wrong: rounds to six digits
# edit of: as in the source
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return np.round(np.where(x >= 0, 1 / (1 + small), small / (1 + small)), 6)


# %% wrong: far from 0 the slope is exactly 0
# edit of: as in the source
-    return sigmoid(x) * (1 - sigmoid(x))
+    return sigmoid(x) * (1 - sigmoid(x)) * (np.abs(x) < 8)


# %% wrong: uses tanh of x, not of x / 2
# edit of: as in the source
-    small = np.exp(-np.abs(x))
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return 0.5 * (1 + np.tanh(x))


# %% wrong: right for the common numbers, exactly 0 below -11
# edit of: as in the source
-    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))
+    return np.where(x >= 0, 1 / (1 + small), np.where(x < -11, 0, small / (1 + small)))
