# %% right: as in the source
place_1 = 29
patch_1 = "return e / np.sum(e, axis=1, keepdims=True)"


def witness_1(network):
    """Whether this bug is in the network: True or False, whatever else is wrong with it."""
    # Two images of three classes: the probabilities of each sum to 1.
    yhat = network["softmax"](np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0]]))
    return not np.allclose(np.sum(yhat, axis=1), 1)


mended_1 = load(patched(my_text, {place_1: patch_1}))


# %% right: reshaped with None; the sum of all probabilities
place_1 = 29
patch_1 = "return e / e.sum(axis=1)[:, None]"


def witness_1(network):
    scores = np.random.default_rng().normal(size=(3, 4))
    return bool(abs(network["softmax"](scores).sum() - 3) > 1e-6)


mended_1 = load(patched(my_text, {place_1: patch_1}))


# %% right: two lines, indented; an image alone and in company
place_1 = 29
patch_1 = "    total = np.sum(e, axis=1, keepdims=True)\n    return e / total"


def witness_1(network):
    z = np.array([[0.5, -1.0], [2.0, 0.0], [1.0, 1.0]])
    return not np.allclose(network["softmax"](z[:1]), network["softmax"](z)[:1])


mended_1 = load(patched(my_text, {place_1: patch_1}))


# %% right: transposed twice; equal scores
place_1 = 29
patch_1 = "return (e.T / e.T.sum(axis=0)).T"


def witness_1(network):
    return bool(np.any(np.abs(network["softmax"](np.zeros((2, 5))) - 0.2) > 1e-6))


mended_1 = load(patched(my_text, {place_1: patch_1}))


# %% right: a loop over the rows; a place of NumPy's
place_1 = np.int64(29)
patch_1 = "return np.array([row / sum(row) for row in e])"


def witness_1(network):
    for row in network["softmax"](np.array([[3.0, 1.0], [1.0, 1.0]])):
        if abs(sum(row) - 1) > 1e-5:
            return True
    return False


mended_1 = load(patched(my_text, {place_1: patch_1}))


# %% wrong: counts the lines from 0 [natural]
# edit of: as in the source
-place_1 = 29
+place_1 = 28


# %% wrong: names the line of the definition [natural]
# edit of: as in the source
-place_1 = 29
+place_1 = 26


# %% wrong: the number as a text [natural]
# edit of: as in the source
-place_1 = 29
+place_1 = "29"


# %% wrong: accuses the line with the largest score [natural]
# edit of: as in the source
-place_1 = 29
+place_1 = 28

-patch_1 = "return e / np.sum(e, axis=1, keepdims=True)"
+patch_1 = "e = np.exp(z - np.max(z))"


# %% wrong: keepdims forgotten [natural]
# edit of: as in the source
-patch_1 = "return e / np.sum(e, axis=1, keepdims=True)"
+patch_1 = "return e / np.sum(e, axis=1)"


# %% wrong: over the other axis [natural]
# edit of: as in the source
-patch_1 = "return e / np.sum(e, axis=1, keepdims=True)"
+patch_1 = "return e / np.sum(e, axis=0, keepdims=True)"


# %% wrong: divides by the largest [natural]
# edit of: as in the source
-patch_1 = "return e / np.sum(e, axis=1, keepdims=True)"
+patch_1 = "return e / np.max(e, axis=1, keepdims=True)"


# %% wrong: a witness of whatever network [natural]
# edit of: as in the source
-    return not np.allclose(np.sum(yhat, axis=1), 1)
+    return True


# %% wrong: the wrong way round [natural]
# edit of: as in the source
-    return not np.allclose(np.sum(yhat, axis=1), 1)
+    return np.allclose(np.sum(yhat, axis=1), 1)


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return not np.allclose(np.sum(yhat, axis=1), 1)
+    found = not np.allclose(np.sum(yhat, axis=1), 1)


# %% wrong: asks the broken network, whatever is given [natural]
# edit of: as in the source
-    yhat = network["softmax"](np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0]]))
+    yhat = broken["softmax"](np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0]]))


# %% wrong: the gradient check of the whole network [natural]
# edit of: as in the source
-    # Two images of three classes: the probabilities of each sum to 1.
-    yhat = network["softmax"](np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0]]))
-    return not np.allclose(np.sum(yhat, axis=1), 1)
+    params = {"W1": rng.normal(size=(4, 3)), "b1": rng.normal(size=3), "W2": rng.normal(size=(3, 5)), "b2": rng.normal(size=5)}
+    x, y = rng.normal(size=(2, 4)), np.identity(5)[[1, 3]]
+    return max(gradient_errors(network, params, x, y, np.ones((2, 3)), 0.5, 0.0).values()) > 1e-4


# %% wrong: never sees it: one image, for which nothing is wrong [natural]
# edit of: as in the source
-    # Two images of three classes: the probabilities of each sum to 1.
-    yhat = network["softmax"](np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0]]))
-    return not np.allclose(np.sum(yhat, axis=1), 1)
+    return not np.allclose(np.sum(network["softmax"](np.array([[0.0, 1.0, 2.0]]))), 1)


# %% wrong: times the number of images, and a witness that adds up all
# edit of: as in the source
-patch_1 = "return e / np.sum(e, axis=1, keepdims=True)"
+patch_1 = "return e / np.sum(e) * len(z)"

-    # Two images of three classes: the probabilities of each sum to 1.
-    yhat = network["softmax"](np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0]]))
-    return not np.allclose(np.sum(yhat, axis=1), 1)
+    return bool(abs(network["softmax"](np.array([[0.0, 1.0], [3.0, 0.0]])).sum() - 2) > 1e-6)


# %% wrong: knows the broken network by its function
# edit of: as in the source
-    # Two images of three classes: the probabilities of each sum to 1.
-    yhat = network["softmax"](np.array([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0]]))
-    return not np.allclose(np.sum(yhat, axis=1), 1)
+    return network["softmax"] is broken["softmax"]
