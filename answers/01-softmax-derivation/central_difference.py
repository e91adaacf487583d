# %% right: as in the source
def central_difference(f, v, h=1e-5):
    """Slope of the function f of one number at v, from two values of f."""
    return (f(v + h) - f(v - h)) / (2 * h)


# %% right: the mean of both one-sided differences
def central_difference(f, v, h=1e-5):
    right, left = (f(v + h) - f(v)) / h, (f(v) - f(v - h)) / h
    return (right + left) / 2


# %% right: by the function that the checks use
def central_difference(f, v, h=1e-5):
    return check.numerical_gradient(lambda a: f(float(a)), np.array(float(v)), h)


# %% right: NumPy's numbers
def central_difference(f, v, h=1e-5):
    there = np.array([v - h, v + h])
    return np.diff([f(u) for u in there])[0] / np.diff(there)[0]


# %% wrong: to the right only [natural]
# edit of: as in the source
-    return (f(v + h) - f(v - h)) / (2 * h)
+    return (f(v + h) - f(v)) / h


# %% wrong: to the left only [natural]
# edit of: as in the source
-    return (f(v + h) - f(v - h)) / (2 * h)
+    return (f(v) - f(v - h)) / h


# %% wrong: divided by h [natural]
# edit of: as in the source
-    return (f(v + h) - f(v - h)) / (2 * h)
+    return (f(v + h) - f(v - h)) / h


# %% wrong: the brackets are missing [natural]
# edit of: as in the source
-    return (f(v + h) - f(v - h)) / (2 * h)
+    return (f(v + h) - f(v - h)) / 2 * h


# %% wrong: not divided [natural]
# edit of: as in the source
-    return (f(v + h) - f(v - h)) / (2 * h)
+    return f(v + h) - f(v - h)


# %% wrong: left minus right [natural]
# edit of: as in the source
-    return (f(v + h) - f(v - h)) / (2 * h)
+    return (f(v - h) - f(v + h)) / (2 * h)


# %% wrong: a step of its own [natural]
# edit of: as in the source
-    return (f(v + h) - f(v - h)) / (2 * h)
+    return (f(v + 1e-5) - f(v - 1e-5)) / 2e-5


# %% wrong: the derivative of a cube
# edit of: as in the source
-    return (f(v + h) - f(v - h)) / (2 * h)
+    return 3 * v**2 + h**2
