# %% right: as in the source
def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = np.zeros(max)
    result[x] = 1
    return result


# %% right: compares all positions with x
def integer_to_one_hot(x, max):
    return (np.arange(max) == x).astype(np.float32)


# %% right: np.put into zeros
def integer_to_one_hot(x, max):
    one_hot = np.zeros(shape=max)
    np.put(one_hot, x, 1.0)
    return one_hot


# %% right: a list comprehension, then an array
def integer_to_one_hot(x, max):
    return np.array([1.0 if i == x else 0.0 for i in range(max)])


# %% right: a row of the identity matrix
def integer_to_one_hot(x, max):
    return np.eye(max)[x]


# %% right: an array of whole numbers
def integer_to_one_hot(x, max):
    result = np.zeros((max,), dtype=int)
    result[int(x)] += 1
    return result


# %% wrong: ones up to x [natural]
# edit of: as in the source
-    result[x] = 1
+    result[: x + 1] = 1


# %% wrong: ignores max, as in the lecture [natural]
# edit of: as in the source
-    result = np.zeros(max)
+    result = np.zeros(10)


# %% wrong: a column, not a vector
# edit of: as in the source
-    result = np.zeros(max)
+    result = np.zeros((max, 1))


# %% wrong: the one stands a place too early [natural]
# edit of: as in the source
-    result[x] = 1
+    result[x - 1] = 1


# %% wrong: counts from the end
# edit of: as in the source
-    result[x] = 1
+    result[-x] = 1


# %% wrong: one array for all calls
_kept = {}


def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = _kept.setdefault(max, np.zeros(max))
    result[:] = 0
    result[x] = 1
    return result


# %% wrong: writes x instead of 1 [natural]
# edit of: as in the source
-    result[x] = 1
+    result[x] = x


# %% wrong: positions count modulo ten
# edit of: as in the source
-    result[x] = 1
+    result[x % 10] = 1


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return result


# %% wrong: one entry too many
# edit of: as in the source
-    result = np.zeros(max)
+    result = np.zeros(max + 1)


# %% wrong: begins with ones [natural]
# edit of: as in the source
-    result = np.zeros(max)
+    result = np.ones(max)


# %% wrong: one array for all calls, in which the old ones remain
_kept = {}


def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = _kept.setdefault(max, np.zeros(max))
    result[x] = 1
    return result


# %% wrong: a row of a matrix, not a vector
def integer_to_one_hot(x, max):
    """One-hot vector (max,) of the whole number x, 0 <= x < max."""
    result = np.zeros((1, max))
    result[0, x] = 1
    return result


# %% wrong: works for the two lengths of the visible check
# edit of: as in the source
-    result = np.zeros(max)
+    result = np.zeros(4 if max == 4 else 10)


# %% wrong: np.empty in place of zeros, filled with rests
# edit of: as in the source
-    result = np.zeros(max)
+    result = np.empty(max)
+    result += 0.5
