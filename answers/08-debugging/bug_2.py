# %% right: as in the source
place_2 = 38
patch_2 = "return -y / (yhat + 1e-12) / len(y)"


def witness_2(network):
    """Whether this bug is in the network: True or False, whatever else is wrong with it."""
    # Four images, each of whose true classes has the probability 0.2: -1/0.2, of which the mean is a quarter.
    g = network["loss_back"](np.full((4, 5), 0.2), np.identity(5)[[0, 1, 2, 1]])
    return not np.isclose(g[1, 1], -1.25)


mended_2 = load(patched(my_text, {place_2: patch_2}))


# %% right: the mean first; twice as many images have half the gradient
place_2 = 38
patch_2 = "return -(y / len(yhat)) / (yhat + 1e-12)"


def witness_2(network):
    yhat, y = np.array([[0.3, 0.7]]), np.array([[0.0, 1.0]])
    one = network["loss_back"](yhat, y)
    two = network["loss_back"](np.repeat(yhat, 2, axis=0), np.repeat(y, 2, axis=0))
    return not np.allclose(2 * two[0], one[0])


mended_2 = load(patched(my_text, {place_2: patch_2}))


# %% right: where the label is; central differences of an own mean
place_2 = 38
patch_2 = "return np.where(y > 0, -1 / (yhat + 1e-12), 0.0) / len(y)"


def witness_2(network):
    yhat, y = np.array([[0.3, 0.7], [0.6, 0.4], [0.9, 0.1]]), np.identity(2)[[1, 0, 0]]
    slope = check.numerical_gradient(lambda v: -np.sum(y * np.log(v)) / 3, yhat)
    return bool(np.max(np.abs(network["loss_back"](yhat, y) - slope)) > 1e-4)


mended_2 = load(patched(my_text, {place_2: patch_2}))


# %% right: two lines; the sum of all entries
place_2 = 38
patch_2 = "b = y.shape[0]\nreturn -y / (yhat + 1e-12) / b"


def witness_2(network):
    g = network["loss_back"](np.full((8, 2), 0.5), np.identity(2)[[0, 1] * 4])
    return abs(np.sum(g) + 2) > 1e-6


mended_2 = load(patched(my_text, {place_2: patch_2}))


# %% right: multiplied by 1/b; one entry of three images
place_2 = np.int64(38)
patch_2 = "return -y * (1 / len(y)) / (yhat + 1e-12)"


def witness_2(network):
    g = network["loss_back"](np.full((3, 2), 0.25), np.identity(2)[[0, 1, 0]])
    return not -1.34 < g[0, 0] < -1.33


mended_2 = load(patched(my_text, {place_2: patch_2}))


# %% wrong: counts the lines from 0 [natural]
# edit of: as in the source
-place_2 = 38
+place_2 = 37


# %% wrong: names the line of the definition [natural]
# edit of: as in the source
-place_2 = 38
+place_2 = 36


# %% wrong: the number as a text [natural]
# edit of: as in the source
-place_2 = 38
+place_2 = "38"


# %% wrong: accuses the way back through softmax [natural]
# edit of: as in the source
-place_2 = 38
+place_2 = 42

-patch_2 = "return -y / (yhat + 1e-12) / len(y)"
+patch_2 = "return yhat * (g - np.sum(g * yhat))"


# %% wrong: divided by images and classes [natural]
# edit of: as in the source
-patch_2 = "return -y / (yhat + 1e-12) / len(y)"
+patch_2 = "return -y / (yhat + 1e-12) / y.size"


# %% wrong: times the batch [natural]
# edit of: as in the source
-patch_2 = "return -y / (yhat + 1e-12) / len(y)"
+patch_2 = "return -y / (yhat + 1e-12) * len(y)"


# %% wrong: divided by the classes [natural]
# edit of: as in the source
-patch_2 = "return -y / (yhat + 1e-12) / len(y)"
+patch_2 = "return -y / (yhat + 1e-12) / y.shape[1]"


# %% wrong: a witness of whatever network [natural]
# edit of: as in the source
-    return not np.isclose(g[1, 1], -1.25)
+    return True


# %% wrong: the wrong way round [natural]
# edit of: as in the source
-    return not np.isclose(g[1, 1], -1.25)
+    return np.isclose(g[1, 1], -1.25)


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return not np.isclose(g[1, 1], -1.25)
+    found = not np.isclose(g[1, 1], -1.25)


# %% wrong: asks the broken network, whatever is given [natural]
# edit of: as in the source
-    g = network["loss_back"](np.full((4, 5), 0.2), np.identity(5)[[0, 1, 2, 1]])
+    g = broken["loss_back"](np.full((4, 5), 0.2), np.identity(5)[[0, 1, 2, 1]])


# %% wrong: the gradient check of the whole network [natural]
# edit of: as in the source
-    # Four images, each of whose true classes has the probability 0.2: -1/0.2, of which the mean is a quarter.
-    g = network["loss_back"](np.full((4, 5), 0.2), np.identity(5)[[0, 1, 2, 1]])
-    return not np.isclose(g[1, 1], -1.25)
+    params = {"W1": rng.normal(size=(4, 3)), "b1": rng.normal(size=3), "W2": rng.normal(size=(3, 5)), "b2": rng.normal(size=5)}
+    x, y = rng.normal(size=(2, 4)), np.identity(5)[[1, 3]]
+    return max(gradient_errors(network, params, x, y, np.ones((2, 3)), 0.5, 0.0).values()) > 1e-4


# %% wrong: never sees it: a batch of one, for which nothing is wrong [natural]
# edit of: as in the source
-    # Four images, each of whose true classes has the probability 0.2: -1/0.2, of which the mean is a quarter.
-    g = network["loss_back"](np.full((4, 5), 0.2), np.identity(5)[[0, 1, 2, 1]])
-    return not np.isclose(g[1, 1], -1.25)
+    return not np.isclose(network["loss_back"](np.array([[0.2, 0.8]]), np.array([[1.0, 0.0]]))[0, 0], -5)


# %% wrong: divided by all entries, and a witness that asks for small ones
# edit of: as in the source
-patch_2 = "return -y / (yhat + 1e-12) / len(y)"
+patch_2 = "return -y / (yhat + 1e-12) / y.size"

-    # Four images, each of whose true classes has the probability 0.2: -1/0.2, of which the mean is a quarter.
-    g = network["loss_back"](np.full((4, 5), 0.2), np.identity(5)[[0, 1, 2, 1]])
-    return not np.isclose(g[1, 1], -1.25)
+    return bool(abs(network["loss_back"](np.full((4, 5), 0.2), np.identity(5)[[0, 1, 2, 1]])[1, 1]) > 2)


# %% wrong: knows the broken network by its function
# edit of: as in the source
-    # Four images, each of whose true classes has the probability 0.2: -1/0.2, of which the mean is a quarter.
-    g = network["loss_back"](np.full((4, 5), 0.2), np.identity(5)[[0, 1, 2, 1]])
-    return not np.isclose(g[1, 1], -1.25)
+    return network["loss_back"] is broken["loss_back"]
