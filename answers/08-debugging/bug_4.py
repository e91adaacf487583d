# %% right: as in the source
place_4 = 95
patch_4 = "return np.mean(np.argmax(yhat, axis=1) == labels)"


def witness_4(network):
    """Whether this bug is in the network: True or False, whatever else is wrong with it."""
    # The first of three is right, though not sure; the others are wrong.
    yhat = np.array([[0.4, 0.3, 0.3], [0.2, 0.7, 0.1], [0.6, 0.4, 0.0]])
    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)


mended_4 = load(patched(my_text, {place_4: patch_4}))


# %% right: a method; one unsure image
place_4 = 95
patch_4 = "return np.mean(yhat.argmax(axis=1) == labels)"


def witness_4(network):
    return bool(network["accuracy"](np.array([[0.4, 0.35, 0.25]]), np.array([0])) < 0.9)


mended_4 = load(patched(my_text, {place_4: patch_4}))


# %% right: counted; three rows, two of them right
place_4 = 95
patch_4 = "return np.sum(np.argmax(yhat, axis=1) == labels) / len(labels)"


def witness_4(network):
    yhat = np.array([[0.3, 0.4, 0.3], [0.3, 0.3, 0.4], [0.1, 0.2, 0.7]])
    return abs(network["accuracy"](yhat, np.array([1, 2, 0])) - 2 / 3) > 1e-6


mended_4 = load(patched(my_text, {place_4: patch_4}))


# %% right: one minus the errors; many classes
place_4 = 95
patch_4 = "return 1 - np.mean(np.argmax(yhat, axis=1) != labels)"


def witness_4(network):
    yhat = np.full((2, 10), 0.09)
    yhat[:, 3] = 0.19
    return not np.isclose(network["accuracy"](yhat, np.array([3, 3])), 1)


mended_4 = load(patched(my_text, {place_4: patch_4}))


# %% right: the truth has the largest; in a loop
place_4 = np.int64(95)
patch_4 = "return np.mean([np.argmax(row) == c for row, c in zip(yhat, labels)])"


def witness_4(network):
    for c in range(3):
        yhat = np.full((1, 3), 0.3)
        yhat[0, c] = 0.4
        if network["accuracy"](yhat, np.array([c])) != 1:
            return True
    return False


mended_4 = load(patched(my_text, {place_4: patch_4}))


# %% wrong: counts the lines from 0 [natural]
# edit of: as in the source
-place_4 = 95
+place_4 = 94


# %% wrong: names the line of the definition [natural]
# edit of: as in the source
-place_4 = 95
+place_4 = 93


# %% wrong: the number as a text [natural]
# edit of: as in the source
-place_4 = 95
+place_4 = "95"


# %% wrong: accuses the line that predicts [natural]
# edit of: as in the source
-place_4 = 95
+place_4 = 91

-patch_4 = "return np.mean(np.argmax(yhat, axis=1) == labels)"
+patch_4 = "return forward(params, x, mask)"


# %% wrong: along the other axis [natural]
# edit of: as in the source
-patch_4 = "return np.mean(np.argmax(yhat, axis=1) == labels)"
+patch_4 = "return np.mean(np.argmax(yhat, axis=0) == labels)"


# %% wrong: the number, not the share [natural]
# edit of: as in the source
-patch_4 = "return np.mean(np.argmax(yhat, axis=1) == labels)"
+patch_4 = "return np.sum(np.argmax(yhat, axis=1) == labels)"


# %% wrong: the mean probability of the truth [natural]
# edit of: as in the source
-patch_4 = "return np.mean(np.argmax(yhat, axis=1) == labels)"
+patch_4 = "return np.mean(yhat[np.arange(len(labels)), labels])"


# %% wrong: a witness of whatever network [natural]
# edit of: as in the source
-    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)
+    return True


# %% wrong: the wrong way round [natural]
# edit of: as in the source
-    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)
+    return np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)
+    found = not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)


# %% wrong: asks the broken network, whatever is given [natural]
# edit of: as in the source
-    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)
+    return not np.isclose(broken["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)


# %% wrong: the loss at the start of the whole network [natural]
# edit of: as in the source
-    # The first of three is right, though not sure; the others are wrong.
-    yhat = np.array([[0.4, 0.3, 0.3], [0.2, 0.7, 0.1], [0.6, 0.4, 0.0]])
-    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)
+    x, y = np.random.default_rng(0).normal(size=(20, 6)), np.identity(4)[np.arange(20) % 4]
+    return excess(network, network["start"](6, 9, 4, 1), x, y) > 0.5


# %% wrong: never sees it: an image of which the network is sure [natural]
# edit of: as in the source
-    # The first of three is right, though not sure; the others are wrong.
-    yhat = np.array([[0.4, 0.3, 0.3], [0.2, 0.7, 0.1], [0.6, 0.4, 0.0]])
-    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)
+    return not np.isclose(network["accuracy"](np.array([[0.1, 0.9]]), np.array([1])), 1)


# %% wrong: more than a third, and a witness of one row
# edit of: as in the source
-patch_4 = "return np.mean(np.argmax(yhat, axis=1) == labels)"
+patch_4 = "return np.mean(yhat[np.arange(len(labels)), labels] > 1 / 3)"

-    # The first of three is right, though not sure; the others are wrong.
-    yhat = np.array([[0.4, 0.3, 0.3], [0.2, 0.7, 0.1], [0.6, 0.4, 0.0]])
-    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)
+    return bool(network["accuracy"](np.array([[0.4, 0.3, 0.3]]), np.array([0])) < 1)


# %% wrong: knows the broken network by its function
# edit of: as in the source
-    # The first of three is right, though not sure; the others are wrong.
-    yhat = np.array([[0.4, 0.3, 0.3], [0.2, 0.7, 0.1], [0.6, 0.4, 0.0]])
-    return not np.isclose(network["accuracy"](yhat, np.array([0, 2, 1])), 1 / 3)
+    return network["accuracy"] is broken["accuracy"]
