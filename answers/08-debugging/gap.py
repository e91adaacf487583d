# %% right: as in the source
def gap(network, params, x, rows):
    """The largest difference between probabilities of the images x[rows], predicted without the others
    and among all of x; p = 0.5. One number, 0 or more; rows is a list of indices."""
    alone = network["predict"](params, x[rows], 0.5)
    among = network["predict"](params, x, 0.5)[rows]
    return np.max(np.abs(alone - among))


# %% right: one line, the other way round
def gap(network, params, x, rows):
    f = network["predict"]
    return np.abs(f(params, x, 0.5)[rows] - f(params, x[rows], 0.5)).max()


# %% right: by the infinity norm
def gap(network, params, x, rows):
    difference = network["predict"](params, x[rows], 0.5) - network["predict"](params, x, 0.5)[rows]
    return np.linalg.norm(difference.ravel(), np.inf)


# %% right: row by row
def gap(network, params, x, rows):
    alone, among = network["predict"](params, x[rows], 0.5), network["predict"](params, x, 0.5)
    return max(float(np.max(np.abs(alone[i] - among[row]))) for i, row in enumerate(rows))


# %% right: the larger of the largest and minus the smallest
def gap(network, params, x, rows):
    chosen = np.take(x, rows, axis=0)
    d = network["predict"](params, chosen, p=0.5) - np.take(network["predict"](params, x, p=0.5), rows, axis=0)
    return max(np.max(d), -np.min(d))


# %% wrong: without the size [natural]
# edit of: as in the source
-    return np.max(np.abs(alone - among))
+    return np.max(among - alone)


# %% wrong: the mean of the differences [natural]
# edit of: as in the source
-    return np.max(np.abs(alone - among))
+    return np.mean(np.abs(alone - among))


# %% wrong: the sum of the differences [natural]
# edit of: as in the source
-    return np.max(np.abs(alone - among))
+    return np.sum(np.abs(alone - among))


# %% wrong: the same company twice [natural]
# edit of: as in the source
-    among = network["predict"](params, x, 0.5)[rows]
+    among = network["predict"](params, x[rows], 0.5)


# %% wrong: all rows of the result [natural]
# edit of: as in the source
-    among = network["predict"](params, x, 0.5)[rows]
+    among = network["predict"](params, x, 0.5)


# %% wrong: the first rows of the result [natural]
# edit of: as in the source
-    among = network["predict"](params, x, 0.5)[rows]
+    among = network["predict"](params, x, 0.5)[:len(rows)]


# %% wrong: the rows in their order [natural]
# edit of: as in the source
-    among = network["predict"](params, x, 0.5)[rows]
+    among = network["predict"](params, x, 0.5)[sorted(rows)]


# %% wrong: without dropout, which could be left on [natural]
# edit of: as in the source
-    alone = network["predict"](params, x[rows], 0.5)
-    among = network["predict"](params, x, 0.5)[rows]
+    alone = network["predict"](params, x[rows], 0)
+    among = network["predict"](params, x, 0)[rows]


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return np.max(np.abs(alone - among))
+    largest = np.max(np.abs(alone - among))


# %% wrong: one number for each image [natural]
# edit of: as in the source
-    return np.max(np.abs(alone - among))
+    return np.max(np.abs(alone - among), axis=1)


# %% wrong: the largest of each, then the difference
# edit of: as in the source
-    return np.max(np.abs(alone - among))
+    return np.abs(np.max(alone) - np.max(among))


# %% wrong: sorts the images of the caller
# edit of: as in the source
-    return np.max(np.abs(alone - among))
+    x[:] = np.sort(x, axis=0)
+    return np.max(np.abs(alone - among))
