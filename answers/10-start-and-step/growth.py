# %% right: as in the source
def growth(first, widths, std, activation):
    """The expected sizes of the sums z of all layers, as a list: one number for each.

    first is the size of the inputs. widths are the numbers of inputs and of the units of all layers:
    (4, 9, 5) are four inputs, nine units, five units. All weights come from N(0, std²), biases are
    0. activation is "relu", or "none", as tanh is near 0.
    """
    sizes = []
    for n in widths[:-1]:
        sizes.append(first * std * np.sqrt(n))
        first = sizes[-1] / np.sqrt(2) if activation == "relu" else sizes[-1]
    return sizes


# %% right: an array of logarithms
def growth(first, widths, std, activation):
    logs = np.log(np.array(widths[:-1], dtype=float)) / 2 + np.log(std)
    if activation == "relu":
        logs[1:] -= np.log(2) / 2
    return np.exp(np.log(first) + np.cumsum(logs))


# %% right: mean squares, and roots at the end
def growth(first, widths, std, activation):
    keep = 0.5 if activation == "relu" else 1.0
    squares, now = [], first**2
    for i in range(len(widths) - 1):
        now = now * widths[i] * std**2
        squares.append(now)
        now *= keep
    return [s**0.5 for s in squares]


# %% right: cumprod of factors
def growth(first, widths, std, activation):
    factors = std * np.sqrt(np.asarray(widths[:-1]))
    if activation == "relu":
        factors[1:] *= np.sqrt(0.5)
    return list(first * np.cumprod(factors))


# %% right: calls itself
def growth(first, widths, std, activation):
    if len(widths) < 2:
        return []
    z = first * std * widths[0] ** 0.5
    return [z] + growth(z * 0.5**0.5 if activation == "relu" else z, widths[1:], std, activation)


# %% wrong: variances for sizes [natural]
# edit of: as in the source
-        sizes.append(first * std * np.sqrt(n))
+        sizes.append(first * std**2 * n)


# %% wrong: n without its root [natural]
# edit of: as in the source
-        sizes.append(first * std * np.sqrt(n))
+        sizes.append(first * std * n)


# %% wrong: the number of units, not of inputs [natural]
# edit of: as in the source
-    for n in widths[:-1]:
+    for n in widths[1:]:


# %% wrong: ReLU is left out [natural]
# edit of: as in the source
-        first = sizes[-1] / np.sqrt(2) if activation == "relu" else sizes[-1]
+        first = sizes[-1]


# %% wrong: ReLU halves the size [natural]
# edit of: as in the source
-        first = sizes[-1] / np.sqrt(2) if activation == "relu" else sizes[-1]
+        first = sizes[-1] / 2 if activation == "relu" else sizes[-1]


# %% wrong: the sizes after ReLU [natural]
# edit of: as in the source
-        sizes.append(first * std * np.sqrt(n))
-        first = sizes[-1] / np.sqrt(2) if activation == "relu" else sizes[-1]
+        first = first * std * np.sqrt(n) / (np.sqrt(2) if activation == "relu" else 1)
+        sizes.append(first)


# %% wrong: one number for every width [natural]
# edit of: as in the source
-    for n in widths[:-1]:
+    for n in widths:


# %% wrong: std alone [natural]
# edit of: as in the source
-        sizes.append(first * std * np.sqrt(n))
+        sizes.append(first * std)


# %% wrong: returns the squares [natural]
# edit of: as in the source
-    return sizes
+    return [s**2 for s in sizes]


# %% wrong: forgets to go on from layer to layer [natural]
# edit of: as in the source
-        first = sizes[-1] / np.sqrt(2) if activation == "relu" else sizes[-1]


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return sizes


# %% wrong: ReLU makes it larger [natural]
# edit of: as in the source
-        first = sizes[-1] / np.sqrt(2) if activation == "relu" else sizes[-1]
+        first = sizes[-1] * np.sqrt(2) if activation == "relu" else sizes[-1]


# %% wrong: sizes above 100 are cut
# edit of: as in the source
-    return sizes
+    return [min(s, 100) for s in sizes]
