# %% right: as in the source
def activations(a):
    """Three shares of the hidden units a (b, units), as (saturated, idle, twins): that of the outputs
    beyond 0.99 or -0.99, that of the units which are equal for all images (to 0.000001), and that of
    the units of which there is another one that equals them in every image (to 0.000001)."""
    saturated = np.mean(np.abs(a) > 0.99)
    idle = np.mean(np.max(a, axis=0) - np.min(a, axis=0) < 1e-6)
    like = [np.sum(np.max(np.abs(a - a[:, [j]]), axis=0) < 1e-6) for j in range(a.shape[1])]
    twins = np.mean(np.array(like) > 1)
    return saturated, idle, twins


# %% right: all pairs at once
def activations(a):
    equal = np.max(np.abs(a[:, :, None] - a[:, None, :]), axis=0) < 1e-6
    return np.mean(abs(a) > 0.99), np.mean(np.ptp(a, axis=0) < 1e-6), np.mean(equal.sum(axis=0) > 1)


# %% right: unique columns
def activations(a):
    _, which, counts = np.unique(np.round(a, 7), axis=1, return_inverse=True, return_counts=True)
    saturated = np.count_nonzero(np.abs(a) > 0.99) / np.size(a)
    idle = np.mean(np.std(a, axis=0) < 5e-7)
    return saturated, idle, np.mean(counts[np.ravel(which)] > 1)


# %% right: loops
def activations(a):
    n, units = a.shape
    saturated = sum(abs(value) > 0.99 for row in a for value in row) / (n * units)
    idle = sum(all(abs(a[i, j] - a[0, j]) < 1e-6 for i in range(n)) for j in range(units)) / units
    twins = 0
    for j in range(units):
        if any(np.allclose(a[:, j], a[:, other], rtol=0, atol=1e-6) for other in range(units) if other != j):
            twins += 1
    return saturated, idle, twins / units


# %% right: a list in place of a tuple, by transposed units
def activations(a):
    units = list(np.transpose(a))
    alike = [sum(np.allclose(u, v, rtol=0, atol=1e-6) for v in units) for u in units]
    return [np.mean((a > 0.99) | (a < -0.99)), np.mean([np.max(np.abs(u - u[0])) < 1e-6 for u in units]),
            np.mean([count >= 2 for count in alike])]


# %% wrong: only large outputs above 0 [natural]
# edit of: as in the source
-    saturated = np.mean(np.abs(a) > 0.99)
+    saturated = np.mean(a > 0.99)


# %% wrong: the number of saturated outputs [natural]
# edit of: as in the source
-    saturated = np.mean(np.abs(a) > 0.99)
+    saturated = np.sum(np.abs(a) > 0.99)


# %% wrong: units with a saturated output [natural]
# edit of: as in the source
-    saturated = np.mean(np.abs(a) > 0.99)
+    saturated = np.mean(np.any(np.abs(a) > 0.99, axis=0))


# %% wrong: idle along the images [natural]
# edit of: as in the source
-    idle = np.mean(np.max(a, axis=0) - np.min(a, axis=0) < 1e-6)
+    idle = np.mean(np.max(a, axis=1) - np.min(a, axis=1) < 1e-6)


# %% wrong: idle only where the output is 0 [natural]
# edit of: as in the source
-    idle = np.mean(np.max(a, axis=0) - np.min(a, axis=0) < 1e-6)
+    idle = np.mean(np.max(np.abs(a), axis=0) < 1e-6)


# %% wrong: the number of idle units [natural]
# edit of: as in the source
-    idle = np.mean(np.max(a, axis=0) - np.min(a, axis=0) < 1e-6)
+    idle = np.sum(np.max(a, axis=0) - np.min(a, axis=0) < 1e-6)


# %% wrong: each is its own twin [natural]
# edit of: as in the source
-    twins = np.mean(np.array(like) > 1)
+    twins = np.mean(np.array(like) > 0)


# %% wrong: a pair counts once [natural]
# edit of: as in the source
-    twins = np.mean(np.array(like) > 1)
+    twins = 1 - len(np.unique(np.round(a, 7), axis=1).T) / a.shape[1]


# %% wrong: the number of twins [natural]
# edit of: as in the source
-    twins = np.mean(np.array(like) > 1)
+    twins = np.sum(np.array(like) > 1)


# %% wrong: agreeing in one image is enough [natural]
# edit of: as in the source
-    like = [np.sum(np.max(np.abs(a - a[:, [j]]), axis=0) < 1e-6) for j in range(a.shape[1])]
+    like = [np.sum(np.min(np.abs(a - a[:, [j]]), axis=0) < 0.11) for j in range(a.shape[1])]


# %% wrong: without the commas, one array of the units [natural]
# edit of: as in the source
-    return saturated, idle, twins
+    return saturated


# %% wrong: neighbours only
# edit of: as in the source
-    like = [np.sum(np.max(np.abs(a - a[:, [j]]), axis=0) < 1e-6) for j in range(a.shape[1])]
+    like = [np.sum(np.max(np.abs(a[:, max(j - 1, 0):j + 2] - a[:, [j]]), axis=0) < 1e-6) for j in range(a.shape[1])]


# %% wrong: units whose mean agrees
# edit of: as in the source
-    like = [np.sum(np.max(np.abs(a - a[:, [j]]), axis=0) < 1e-6) for j in range(a.shape[1])]
+    like = [np.sum(np.abs(np.mean(a, axis=0) - np.mean(a[:, j])) < 0.05) for j in range(a.shape[1])]


# %% wrong: opposite units count as twins
# edit of: as in the source
-    like = [np.sum(np.max(np.abs(a - a[:, [j]]), axis=0) < 1e-6) for j in range(a.shape[1])]
+    like = [np.sum(np.max(np.abs(np.abs(a) - np.abs(a[:, [j]])), axis=0) < 1e-6) for j in range(a.shape[1])]
