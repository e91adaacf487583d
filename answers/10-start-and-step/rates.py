# %% right: as in the source
def rates(A):
    """Two learning rates for the loss wᵀA w / 2: (limit, best).

    A is (n, n), symmetric, with positive eigenvalues. Above limit gradient descent diverges; with
    best the slowest direction is as fast as possible.
    """
    curvatures = np.linalg.eigvalsh(A)
    limit = 2 / curvatures[-1]
    best = 2 / (curvatures[0] + curvatures[-1])
    return limit, best


# %% right: np.linalg.eigvals and max
def rates(A):
    values = np.linalg.eigvals(A).real
    return 2 / max(values), 2 / (max(values) + min(values))


# %% right: the largest by its norm, the smallest by that of the inverse
def rates(A):
    steep = np.linalg.norm(A, 2)
    flat = 1 / np.linalg.norm(np.linalg.inv(A), 2)
    return 2.0 / steep, 2.0 / (steep + flat)


# %% right: singular values
def rates(A):
    sizes = np.linalg.svd(A, compute_uv=False)
    return [2 / sizes[0], 2 / (sizes[0] + sizes[-1])]


# %% right: by the condition number
def rates(A):
    largest = np.linalg.eigvalsh(A).max()
    limit = 2 / largest
    return limit, limit / (1 + 1 / np.linalg.cond(A))


# %% wrong: half of the limit [natural]
# edit of: as in the source
-    limit = 2 / curvatures[-1]
+    limit = 1 / curvatures[-1]


# %% wrong: the flattest limits [natural]
# edit of: as in the source
-    limit = 2 / curvatures[-1]
+    limit = 2 / curvatures[0]


# %% wrong: the diagonal in place of the eigenvalues [natural]
# edit of: as in the source
-    curvatures = np.linalg.eigvalsh(A)
+    curvatures = np.sort(np.diag(A))


# %% wrong: the best is 1 over the largest [natural]
# edit of: as in the source
-    best = 2 / (curvatures[0] + curvatures[-1])
+    best = 1 / curvatures[-1]


# %% wrong: the sum of all curvatures [natural]
# edit of: as in the source
-    best = 2 / (curvatures[0] + curvatures[-1])
+    best = 2 / np.sum(curvatures)


# %% wrong: 1 over the sum [natural]
# edit of: as in the source
-    best = 2 / (curvatures[0] + curvatures[-1])
+    best = 1 / (curvatures[0] + curvatures[-1])


# %% wrong: the geometric mean [natural]
# edit of: as in the source
-    best = 2 / (curvatures[0] + curvatures[-1])
+    best = 1 / np.sqrt(curvatures[0] * curvatures[-1])


# %% wrong: the best is the limit [natural]
# edit of: as in the source
-    best = 2 / (curvatures[0] + curvatures[-1])
+    best = limit


# %% wrong: the two largest curvatures [natural]
# edit of: as in the source
-    best = 2 / (curvatures[0] + curvatures[-1])
+    best = 2 / (curvatures[-2] + curvatures[-1])


# %% wrong: the limit alone [natural]
# edit of: as in the source
-    return limit, best
+    return limit


# %% wrong: turned over [natural]
# edit of: as in the source
-    limit = 2 / curvatures[-1]
+    limit = curvatures[-1] / 2


# %% wrong: at most 1
# edit of: as in the source
-    limit = 2 / curvatures[-1]
+    limit = min(1.0, 2 / curvatures[-1])


# %% wrong: the difference [natural]
# edit of: as in the source
-    best = 2 / (curvatures[0] + curvatures[-1])
+    best = 2 / (curvatures[-1] - curvatures[0])
