# %% right: as in the source
def standard_error(p, n):
    """Standard error of an accuracy p that was measured on n samples."""
    return np.sqrt(p * (1 - p) / n)


# %% right: a power of one half
def standard_error(p, n):
    return ((p - p**2) / n) ** 0.5


# %% right: two roots, of Python's own
def standard_error(p, n):
    import math

    return math.sqrt(p * (1 - p)) / math.sqrt(n)


# %% wrong: the variance [natural]
# edit of: as in the source
-    return np.sqrt(p * (1 - p) / n)
+    return p * (1 - p) / n


# %% wrong: n outside of the root [natural]
# edit of: as in the source
-    return np.sqrt(p * (1 - p) / n)
+    return np.sqrt(p * (1 - p)) / n


# %% wrong: n is forgotten [natural]
# edit of: as in the source
-    return np.sqrt(p * (1 - p) / n)
+    return np.sqrt(p * (1 - p))


# %% wrong: 1 - p is forgotten [natural]
# edit of: as in the source
-    return np.sqrt(p * (1 - p) / n)
+    return np.sqrt(p / n)


# %% wrong: p is forgotten [natural]
# edit of: as in the source
-    return np.sqrt(p * (1 - p) / n)
+    return np.sqrt((1 - p) / n)


# %% wrong: the largest that it can be
# edit of: as in the source
-    return np.sqrt(p * (1 - p) / n)
+    return 0.5 / np.sqrt(n)


# %% wrong: divides by n - 1
# edit of: as in the source
-    return np.sqrt(p * (1 - p) / n)
+    return np.sqrt(p * (1 - p) / (n - 1))


# %% wrong: two standard errors
# edit of: as in the source
-    return np.sqrt(p * (1 - p) / n)
+    return 2 * np.sqrt(p * (1 - p) / n)
