# %% right: as in the source
place_3 = 15
patch_3 = "return np.identity(k)[labels]"


def witness_3(network):
    """Whether this bug is in the network: True or False, whatever else is wrong with it."""
    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])


mended_3 = load(patched(my_text, {place_3: patch_3}))


# %% right: eye; the column of each 1
place_3 = 15
patch_3 = "return np.eye(k)[labels]"


def witness_3(network):
    labels = np.array([3, 1, 0])
    return bool(np.any(np.argmax(network["one_hot"](labels, 5), axis=1) != labels))


mended_3 = load(patched(my_text, {place_3: patch_3}))


# %% right: compared with all classes; one entry
place_3 = 15
patch_3 = "return (labels[:, None] == np.arange(k)) * 1.0"


def witness_3(network):
    return network["one_hot"](np.array([1]), 3)[0][1] < 0.5


mended_3 = load(patched(my_text, {place_3: patch_3}))


# %% right: three lines; all classes at once
place_3 = 15
patch_3 = "y = np.zeros((len(labels), k))\ny[np.arange(len(labels)), labels] = 1\nreturn y"


def witness_3(network):
    return not np.allclose(network["one_hot"](np.arange(4), 4), np.identity(4))


mended_3 = load(patched(my_text, {place_3: patch_3}))


# %% right: the index in between; random labels
place_3 = np.int64(15)
patch_3 = "return np.identity(k)[(labels - 1) + 1]"


def witness_3(network):
    labels = rng.integers(0, 6, size=9)
    y = network["one_hot"](labels, 6)
    return any(y[i, c] != 1 for i, c in enumerate(labels))


mended_3 = load(patched(my_text, {place_3: patch_3}))


# %% wrong: counts the lines from 0 [natural]
# edit of: as in the source
-place_3 = 15
+place_3 = 14


# %% wrong: names the line of the definition [natural]
# edit of: as in the source
-place_3 = 15
+place_3 = 13


# %% wrong: the number as a text [natural]
# edit of: as in the source
-place_3 = 15
+place_3 = "15"


# %% wrong: accuses the other line that prepares the data [natural]
# edit of: as in the source
-place_3 = 15
+place_3 = 10

-patch_3 = "return np.identity(k)[labels]"
+patch_3 = "x = images.reshape(len(images), 784) / 255"


# %% wrong: one further in the other direction [natural]
# edit of: as in the source
-patch_3 = "return np.identity(k)[labels]"
+patch_3 = "return np.identity(k)[labels + 1]"


# %% wrong: columns in place of rows [natural]
# edit of: as in the source
-patch_3 = "return np.identity(k)[labels]"
+patch_3 = "return np.identity(k)[:, labels]"


# %% wrong: the number of classes from the labels [natural]
# edit of: as in the source
-patch_3 = "return np.identity(k)[labels]"
+patch_3 = "return np.identity(labels.max() + 1)[labels]"


# %% wrong: a witness of whatever network [natural]
# edit of: as in the source
-    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
+    return True


# %% wrong: the wrong way round [natural]
# edit of: as in the source
-    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
+    return np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
+    found = not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])


# %% wrong: asks the broken network, whatever is given [natural]
# edit of: as in the source
-    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
+    return not np.array_equal(broken["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])


# %% wrong: the loss at the start of the whole network [natural]
# edit of: as in the source
-    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
+    x, y = np.random.default_rng(0).normal(size=(20, 6)), np.identity(4)[np.arange(20) % 4]
+    return excess(network, network["start"](6, 9, 4, 1), x, y) > 0.5


# %% wrong: never sees it: only whether there is a 1 in each row [natural]
# edit of: as in the source
-    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
+    return not np.allclose(np.sum(network["one_hot"](np.array([2, 0]), 4), axis=1), 1)


# %% wrong: the number of classes from the labels, and a witness that does not look at the shape
# edit of: as in the source
-patch_3 = "return np.identity(k)[labels]"
+patch_3 = "return np.identity(labels.max() + 1)[labels]"

-    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
+    labels = np.array([2, 0, 1])
+    return bool(np.any(np.argmax(network["one_hot"](labels, 5), axis=1) != labels))


# %% wrong: knows the broken network by its function
# edit of: as in the source
-    return not np.array_equal(network["one_hot"](np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
+    return network["one_hot"] is broken["one_hot"]
