# %% right: as in the source
def feed_forward_dataset(weights, biases, x, y):
    """Mean loss and accuracy (from 0 to 1) of images x, one per entry, and labels y (n,)."""
    losses = np.empty(len(x))
    correct_guesses = 0
    for i in range(len(x)):
        losses[i], one_hot_guess = feed_forward_sample(weights, biases, x[i], y[i])
        correct_guesses += one_hot_guess[y[i]]
    return np.mean(losses), correct_guesses / len(x)


# %% right: all samples in three matrix products
def feed_forward_dataset(weights, biases, x, y):
    z = np.reshape(x, (len(x), -1))
    z = sigmoid(z @ weights[0] + biases[0])
    z = sigmoid(z @ weights[1] + biases[1])
    p = softmax(z @ weights[2] + biases[2])
    truth = p[np.arange(len(y)), y]
    return -np.mean(np.log(np.maximum(truth, 1e-30))), np.mean(np.argmax(p, axis=1) == y)


# %% right: one matrix of guesses and one of labels, multiplied
def feed_forward_dataset(weights, biases, x, y):
    losses = np.empty(x.shape[0])
    one_hot_guesses = np.empty((x.shape[0], biases[-1].size))
    for i in range(x.shape[0]):
        losses[i], one_hot_guesses[i] = feed_forward_sample(weights, biases, x[i], y[i])
    y_one_hot = np.zeros_like(one_hot_guesses)
    y_one_hot[np.arange(y.size), y] = 1
    return np.average(losses), np.sum(y_one_hot * one_hot_guesses) / y.shape[0]


# %% right: from the last sample to the first, totals in float32
def feed_forward_dataset(weights, biases, x, y):
    losses = np.zeros(len(x), dtype=np.float32)
    right = np.zeros(len(x), dtype=bool)
    i = len(x)
    while i > 0:
        i -= 1
        losses[i], guess = feed_forward_sample(weights, biases, x[i], y[i])
        right[i] = guess[y[i]] > 0
    return losses.mean(), right.mean()


# %% right: a comprehension; Python numbers
def feed_forward_dataset(weights, biases, x, y):
    results = [feed_forward_sample(weights, biases, x[i], y[i]) for i in range(len(x))]
    losses, guesses = zip(*results)
    hits = [guess[label] == 1 for guess, label in zip(guesses, y)]
    return float(np.mean(losses)), sum(hits) / len(hits)


# %% right: adds up totals, without arrays
def feed_forward_dataset(weights, biases, x, y):
    total, right = 0.0, 0
    for image, label in zip(x, y):
        loss, guess = feed_forward_sample(weights, biases, image, label)
        total += loss
        right += int(np.argmax(guess) == label)
    return total / len(y), right / len(y)


# %% wrong: counts guesses of class 0
# edit of: as in the source
-        correct_guesses += one_hot_guess[y[i]]
+        correct_guesses += one_hot_guess[0]


# %% wrong: the count of right guesses [natural]
# edit of: as in the source
-    return np.mean(losses), correct_guesses / len(x)
+    return np.mean(losses), correct_guesses


# %% wrong: divides by the number of classes [natural]
# edit of: as in the source
-    return np.mean(losses), correct_guesses / len(x)
+    return np.mean(losses), correct_guesses / biases[-1].size


# %% wrong: looks at a hundred samples at most
# edit of: as in the source
     correct_guesses = 0
+    x = x[:100]
+    losses = losses[:100]


# %% wrong: runs the first sample only [natural]
# edit of: as in the source
-        losses[i], one_hot_guess = feed_forward_sample(weights, biases, x[i], y[i])
+        losses[i], one_hot_guess = feed_forward_sample(weights, biases, x[0], y[i])


# %% wrong: only the first thousand images, to save time
def feed_forward_dataset(weights, biases, x, y):
    """Mean loss and accuracy (from 0 to 1) of images x, one per entry, and labels y (n,)."""
    losses = np.empty(len(x))
    correct_guesses = 0
    for i in range(min(len(x), 1000)):
        losses[i], one_hot_guess = feed_forward_sample(weights, biases, x[i], y[i])
        correct_guesses += one_hot_guess[y[i]]
    return np.mean(losses[:1000]), correct_guesses / min(len(x), 1000)


# %% wrong: divides by four
# edit of: as in the source
-    return np.mean(losses), correct_guesses / len(x)
+    return np.mean(losses), correct_guesses / 4


# %% wrong: compares with the guess of the sample before
def feed_forward_dataset(weights, biases, x, y):
    losses, right, before = [], 0, None
    for image, label in zip(x, y):
        loss, guess = feed_forward_sample(weights, biases, image, label)
        right += (guess if before is None else before)[label]
        losses.append(loss)
        before = guess
    return np.mean(losses), right / len(x)


# %% wrong: the loss of class 0
# edit of: as in the source
-        losses[i], one_hot_guess = feed_forward_sample(weights, biases, x[i], y[i])
+        losses[i], one_hot_guess = feed_forward_sample(weights, biases, x[i], 0)


# %% wrong: leaves the last sample out [natural]
# edit of: as in the source
-    for i in range(len(x)):
+    losses[-1:] = 0
+    for i in range(len(x) - 1):


# %% wrong: compares with the next sample's label
# edit of: as in the source
-        correct_guesses += one_hot_guess[y[i]]
+        correct_guesses += one_hot_guess[y[i - 1]]


# %% wrong: rounds to two digits, as the lecture prints
# edit of: as in the source
-    return np.mean(losses), correct_guesses / len(x)
+    return np.round(np.mean(losses), 2), np.round(correct_guesses / len(x), 2)


# %% wrong: the share of wrong guesses [natural]
# edit of: as in the source
-    return np.mean(losses), correct_guesses / len(x)
+    return np.mean(losses), 1 - correct_guesses / len(x)


# %% wrong: sorts the caller's labels
# edit of: as in the source
     """Mean loss and accuracy (from 0 to 1) of images x, one per entry, and labels y (n,)."""
+    y.sort()


# %% wrong: the sum of the losses [natural]
# edit of: as in the source
-    return np.mean(losses), correct_guesses / len(x)
+    return np.sum(losses), correct_guesses / len(x)


# %% wrong: runs over the test images, whatever it is given
# edit of: as in the source
     """Mean loss and accuracy (from 0 to 1) of images x, one per entry, and labels y (n,)."""
+    x, y = x_test[:10], y_test[:10]
