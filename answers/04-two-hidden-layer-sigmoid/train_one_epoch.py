# %% right: as in the source
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, biases, x[i], y[i], learning_rate)


# %% right: takes the steps itself, all images as rows from the start
def train_one_epoch(weights, biases, x, y, learning_rate):
    rows = np.reshape(x, (len(x), -1))
    for row, label in zip(rows, y):
        dws, dbs = backprop_sample(weights, biases, row, label)
        for layer in range(3):
            weights[layer] = weights[layer] - learning_rate * dws[layer]
            biases[layer] = biases[layer] - learning_rate * dbs[layer]


# %% right: returns both lists; one-element slices as samples
def train_one_epoch(weights, biases, x, y, learning_rate):
    for start in range(len(y)):
        train_one_sample(weights, biases, x[start : start + 1], y[start], learning_rate)
    return weights, biases


# %% right: trains copies, and puts them into the lists at the end
def train_one_epoch(weights, biases, x, y, learning_rate):
    new_weights, new_biases = [w.copy() for w in weights], [b.copy() for b in biases]
    for i, label in enumerate(y):
        train_one_sample(new_weights, new_biases, x[i], label, learning_rate)
    for i in range(len(weights)):
        weights[i][...] = new_weights[i]
        biases[i][...] = new_biases[i]


# %% right: a while loop, which prints now and then
def train_one_epoch(weights, biases, x, y, learning_rate):
    i = 0
    while i < x.shape[0]:
        if i % 20_000 == 0:
            print("sample", i)
        train_one_sample(weights, biases, x[i], int(y[i]), learning_rate)
        i += 1


# %% right: pairs of images and labels
def train_one_epoch(weights, biases, x, y, learning_rate):
    for image, label in zip(x, y):
        train_one_sample(weights, biases, image, label, learning_rate)


# %% wrong: no more than a hundred samples
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x[:100])):
        train_one_sample(weights, biases, x[i], y[i], learning_rate)


# %% wrong: only the first thousand images, to save time
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(min(len(x), 1000)):
        train_one_sample(weights, biases, x[i], y[i], learning_rate)


# %% wrong: from the last sample to the first
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in reversed(range(len(x))):
        train_one_sample(weights, biases, x[i], y[i], learning_rate)


# %% wrong: hands copies of the biases on
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, [b.copy() for b in biases], x[i], y[i], learning_rate)


# %% wrong: trains copies that nobody gets back [natural]
# edit of: as in the source
     """One step for each image of x with its label in y, in order; changes both lists."""
+    weights, biases = [w.copy() for w in weights], [b.copy() for b in biases]


# %% wrong: no step for samples whose loss is small already
# edit of: as in the source
     for i in range(len(x)):
+        if feed_forward_sample(weights, biases, x[i], y[i])[0] < 0.05:
+            continue


# %% wrong: two steps for each sample
# edit of: as in the source
         train_one_sample(weights, biases, x[i], y[i], learning_rate)
+        train_one_sample(weights, biases, x[i], y[i], learning_rate)


# %% wrong: the first sample again and again [natural]
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, biases, x[0], y[0], learning_rate)


# %% wrong: the lecture's 0.003 built in [natural]
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, biases, x[i], y[i], 0.003)


# %% wrong: trains towards its own guess
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, biases, x[i], np.argmax(feed_forward_sample(weights, biases, x[i], y[i])[1]), learning_rate)


# %% wrong: the label of the sample before
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, biases, x[i], y[i - 1], learning_rate)


# %% wrong: leaves the last sample out [natural]
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x) - 1):
        train_one_sample(weights, biases, x[i], y[i], learning_rate)


# %% wrong: a smaller learning rate from sample to sample
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, biases, x[i], y[i], learning_rate / (i + 1))


# %% wrong: takes all gradients at the starting weights, and adds them up [natural]
def train_one_epoch(weights, biases, x, y, learning_rate):
    start, start_biases = [w.copy() for w in weights], [b.copy() for b in biases]
    for i in range(len(x)):
        dws, dbs = backprop_sample(start, start_biases, x[i], y[i])
        for layer in range(3):
            weights[layer] -= learning_rate * dws[layer]
            biases[layer] -= learning_rate * dbs[layer]


# %% wrong: halves the caller's images
# edit of: as in the source
     """One step for each image of x with its label in y, in order; changes both lists."""
+    if x.dtype.kind == "f":
+        x *= 0.5


# %% wrong: divides the images by 255 on its own
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, biases, x[i] / 255, y[i], learning_rate)


# %% wrong: in random order
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in np.random.permutation(len(x)):
        train_one_sample(weights, biases, x[i], y[i], learning_rate)


# %% wrong: no step for samples that are right already
def train_one_epoch(weights, biases, x, y, learning_rate):
    for i in range(len(x)):
        if feed_forward_sample(weights, biases, x[i], y[i])[1][y[i]] == 0:
            train_one_sample(weights, biases, x[i], y[i], learning_rate)


# %% wrong: runs over the first training images, whatever it is given
# edit of: as in the source
     """One step for each image of x with its label in y, in order; changes both lists."""
+    x, y = x_train[:50], y_train[:50]
