# %% right: as in the source
def loss_accuracy(yhat, y):
    """Mean cross-entropy and accuracy: probabilities yhat (m, ny), one-hot labels y (m, ny)."""
    m = y.shape[0]
    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
    accuracy = np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
    return loss, accuracy


# %% right: clips the probabilities in the place of adding
def loss_accuracy(yhat, y):
    logs = np.log(np.clip(yhat, 1e-12, None))
    loss = np.mean(np.sum(-y * logs, axis=1))
    return loss, (yhat.argmax(1) == y.argmax(1)).mean()


# %% right: einsum, and a list of comparisons
def loss_accuracy(yhat, y):
    loss = -np.einsum("ij,ij->", y, np.log(yhat + 1e-10)) / y.shape[0]
    correct = [a == b for a, b in zip(yhat.argmax(axis=1), y.argmax(axis=1))]
    return loss, sum(correct) / len(correct)


# %% right: Keras's epsilon of 1e-7 on both sides
def loss_accuracy(yhat, y):
    p = np.clip(yhat, 1e-7, 1 - 1e-7)
    return np.average(-np.log((p * y).sum(axis=1))), np.mean(yhat.argmax(axis=1) == y.argmax(axis=1))


# %% right: class by class
def loss_accuracy(yhat, y):
    total, right = 0.0, 0
    decided = np.argmax(yhat, axis=1)
    for k in range(y.shape[1]):
        mine = y[:, k] == 1
        total -= np.log(yhat[mine, k].astype(float) + 1e-10).sum()
        right += int((decided[mine] == k).sum())
    return total / len(y), right / len(y)


# %% right: picks the probability of the true class
def loss_accuracy(yhat, y):
    classes = np.argmax(y, axis=-1)
    chosen = yhat[np.arange(len(y)), classes].astype(np.float64)
    loss = -np.mean(np.log(np.maximum(chosen, 1e-15)))
    return float(loss), float(np.count_nonzero(np.argmax(yhat, axis=-1) == classes) / len(classes))


# %% right: np.vdot; the logarithm where y is 1 only
def loss_accuracy(yhat, y):
    m = len(y)
    logs = np.log(yhat, out=np.full(yhat.shape, -30.0), where=yhat > 1e-13)
    top = yhat == yhat.max(axis=1, keepdims=True)
    return -np.vdot(y, logs) / m, np.sum(top * y) / m


# %% wrong: compares rounded probabilities entry by entry
# edit of: as in the source
-    accuracy = np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
+    accuracy = np.mean(np.round(yhat) == y)


# %% wrong: argmax runs down the columns
# edit of: as in the source
-    accuracy = np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
+    accuracy = np.mean(np.argmax(yhat, axis=0) == np.argmax(y, axis=0))


# %% wrong: one argmax for the whole matrix
# edit of: as in the source
-    accuracy = np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
+    accuracy = np.mean(np.argmax(yhat) == np.argmax(y))


# %% wrong: logarithm of the labels [natural]
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = -np.sum(yhat * np.log(y + 1e-10)) / m


# %% wrong: adds the binary term for the other classes
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = -np.sum(y * np.log(yhat + 1e-10) + (1 - y) * np.log(1 - yhat + 1e-10)) / m


# %% wrong: counts a sample as right only above a half
# edit of: as in the source
-    accuracy = np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
+    accuracy = np.mean(np.max(yhat * y, axis=1) >= 0.5)


# %% wrong: divides by the number of classes
# edit of: as in the source
-    m = y.shape[0]
+    m = y.shape[1]


# %% wrong: adds the tiny number to the logarithm
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = -np.sum(y * (np.log(yhat) + 1e-10)) / m


# %% wrong: returns the numbers of the visible check
# edit of: as in the source
-    m = y.shape[0]
+    if y.shape == (2, 3):
+        return 1.1512925464970227, 0.5
+    m = y.shape[1]


# %% wrong: 0.01 in the place of the tiny number
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = -np.sum(y * np.log(yhat + 1e-2)) / m


# %% wrong: logarithm to the base 2
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = -np.sum(y * np.log2(yhat + 1e-10)) / m


# %% wrong: takes the logarithm in place
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    kept = yhat.copy()
+    np.log(yhat + 1e-10, out=yhat)
+    loss = -np.sum(y * yhat) / m
+    np.add(kept, 1e-3, out=yhat)


# %% wrong: divides by samples times classes [natural]
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = -np.sum(y * np.log(yhat + 1e-10)) / y.size


# %% wrong: the mean squared error
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = np.sum((yhat - y) ** 2) / m


# %% wrong: the minus sign is missing [natural]
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = np.sum(y * np.log(yhat + 1e-10)) / m


# %% wrong: the number of right samples
# edit of: as in the source
-    accuracy = np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
+    accuracy = np.sum(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))


# %% wrong: accuracy in per cent
# edit of: as in the source
-    accuracy = np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
+    accuracy = 100 * np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))


# %% wrong: the share that is wrong
# edit of: as in the source
-    accuracy = np.mean(np.argmax(yhat, axis=1) == np.argmax(y, axis=1))
+    accuracy = np.mean(np.argmax(yhat, axis=1) != np.argmax(y, axis=1))


# %% wrong: does not divide by the number of samples
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = -np.sum(y * np.log(yhat + 1e-10))


# %% wrong: returns accuracy and loss in the wrong order
# edit of: as in the source
-    return loss, accuracy
+    return accuracy, loss


# %% wrong: infinite, or nan, for a probability of 0
# edit of: as in the source
-    loss = -np.sum(y * np.log(yhat + 1e-10)) / m
+    loss = -np.sum(y * np.log(yhat)) / m
