# %% right: as in the source
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""
    losses = []
    for i in range(X.shape[1]):
        x, y = X[:, i], Y[:, i]
        layer = Softmax()
        layer.forward(np.dot(W, x))
        losses.append(cce(y, layer.output))
        grad = sample_gradient(W, x, y)
        if verbose:
            print(f"sample {i}: loss {losses[-1]:.3f}, gradient\n{grad}")
        W = W - learning_rate * grad
    return W, np.mean(losses)


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""
    losses = []
    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
    return W, losses


# %% right: copies W once, then steps in place; prints every loss
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    W = W.copy()
    n = X.shape[1]
    losses = np.zeros(n)
    for i in range(n):
        x, y = X[:, i], Y[:, i]
        layer = Softmax()
        layer.forward(np.dot(W, x))
        losses[i] = cce(y, layer.output)
        print(f"sample {i}: {losses[i]:.3f}")
        W -= learning_rate * sample_gradient(W, x, y)
    return W, losses.mean()


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    W, first = train_one_epoch(W, X, Y, learning_rate)
    losses = [first]
    while losses[-1] > share * first:
        if len(losses) == max_epochs:
            break
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
    return W, np.array(losses)


# %% right: writes its progress to stderr, as a progress bar does
import sys


def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses = []
    n = X.shape[1]
    for i in range(n):
        x = X[:, i].reshape(-1)
        y = Y[:, i].reshape(-1)
        layer = Softmax()
        layer.forward((W @ x.reshape(-1, 1)).ravel())
        losses.append(cce(y, layer.output))
        W = np.subtract(W, learning_rate * sample_gradient(W, x, y))
        print(".", end="", file=sys.stderr)
    return W, np.sum(losses) / n


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    goal = None
    losses = []
    while len(losses) < max_epochs:
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
        goal = share * loss if goal is None else goal
        if loss <= goal:
            return W, losses
    return W, losses


# %% right: a helper for one step; train calls itself on what is left
def step(W, x, y, learning_rate):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    return W - learning_rate * sample_gradient(W, x, y), cce(y, layer.output)


def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses = [None] * X.shape[1]
    for i, x in enumerate(X.T):
        W, losses[i] = step(W, x, Y[:, i], learning_rate)
    return W, float(np.average(losses))


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    def more(W, losses):
        if losses and (len(losses) == max_epochs or losses[-1] <= share * losses[0]):
            return W, losses
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        return more(W, losses + [loss])

    return more(W, [])


# %% right: without sample_gradient: forward and backward written out, loss from the picked probability
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    layer = Softmax()
    losses = []
    for i in range(Y.shape[1]):
        layer.forward(W @ X[:, i])
        a = layer.output
        losses.append(-np.log(a[np.argmax(Y[:, i])]))
        dz = layer.backward(cce_gradient(Y[:, i], a))
        W = W + learning_rate * np.outer(-dz, X[:, i])
    return W, sum(losses) / len(losses)


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses, epochs, done = [], 0, False
    while not done:
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses += [loss]
        epochs += 1
        done = epochs >= max_epochs or losses[-1] / losses[0] <= share
    return W, losses


# %% right: runs over the transposed matrices; a for loop with break
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    total = 0.0
    for x, y in zip(X.T, Y.T):
        layer = Softmax()
        layer.forward(W @ x)
        total += cce(y, layer.output)
        grad = sample_gradient(W, x, y)
        if verbose:
            print(grad)
        W = W - learning_rate * grad
    return W, total / X.shape[1]


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses = []
    for epoch in range(max_epochs):
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
        if loss <= share * losses[0]:
            break
    return W, losses


# %% wrong: label and prediction swapped in cce [natural]
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-        losses.append(cce(y, layer.output))
+        losses.append(cce(layer.output, y))

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: the learning rate of the visible check as a number
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-        W = W - learning_rate * grad
+        W = W - 0.1 * grad

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: always a fifth of the first loss, whatever the share
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""

-    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
+    while len(losses) < max_epochs and (not losses or losses[-1] > 0.2 * losses[0]):


# %% wrong: goes on where the loss equals the share: at most means <=
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""

-    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
+    while len(losses) < max_epochs and (not losses or losses[-1] >= share * losses[0]):


# %% wrong: changes W in place, so the caller's weights change
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-        W = W - learning_rate * grad
+        W -= learning_rate * grad

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: leaves the last of several samples out
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    for i in range(X.shape[1]):
+    for i in range(max(1, X.shape[1] - 1)):

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: train does not pass its learning rate on
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""

-        W, loss = train_one_epoch(W, X, Y, learning_rate)
+        W, loss = train_one_epoch(W, X, Y)


# %% wrong: takes each loss after its step
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

         x, y = X[:, i], Y[:, i]
+        W = W - learning_rate * sample_gradient(W, x, y)

-        grad = sample_gradient(W, x, y)
-        if verbose:
-            print(f"sample {i}: loss {losses[-1]:.3f}, gradient\n{grad}")
-        W = W - learning_rate * grad

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: the list of losses as a default argument lives on to the next call
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""
-    losses = []
+def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000, losses=[]):


# %% wrong: ignores max_epochs: two thousand is written into the loop
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""

-    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
+    while len(losses) < 2000 and (not losses or losses[-1] > share * losses[0]):


# %% wrong: looks at the loss before the last one, so it stops an epoch late
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""

-    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
+    while len(losses) < max_epochs and (len(losses) < 2 or losses[-2] > share * losses[0]):


# %% wrong: adds up all gradients at the same weights, then takes a single step
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses, total = [], 0
    for i in range(X.shape[1]):
        x, y = X[:, i], Y[:, i]
        layer = Softmax()
        layer.forward(np.dot(W, x))
        losses.append(cce(y, layer.output))
        total = total + sample_gradient(W, x, y)
    return W - learning_rate * total, np.mean(losses)


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses = []
    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
        W, loss = train_one_epoch(W, X, Y, learning_rate)
        losses.append(loss)
    return W, losses


# %% wrong: takes rows instead of columns as samples
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    for i in range(X.shape[1]):
-        x, y = X[:, i], Y[:, i]
+    for i in range(X.shape[0]):
+        x, y = X[i], Y[i]

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: compares with the loss before, not the first
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""

-    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
+    while len(losses) < max_epochs and (len(losses) < 2 or losses[-1] > share * losses[-2]):


# %% wrong: divides each step by the number of samples
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-        W = W - learning_rate * grad
+        W = W - learning_rate / X.shape[1] * grad

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: sum of the losses instead of their mean [natural]
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    return W, np.mean(losses)
+    return W, np.sum(losses)

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: adds the gradient: a step uphill [natural]
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-        W = W - learning_rate * grad
+        W = W + learning_rate * grad

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""


# %% wrong: each epoch starts from the same weights [natural]
# edit of: as in the source
-    """One step per column of X (f+1, n), Y (k, n); returns the new W and the mean loss."""

-    """Epochs until the loss is at most `share` of the first epoch's; W and all mean losses."""

-        W, loss = train_one_epoch(W, X, Y, learning_rate)
+        new_W, loss = train_one_epoch(W, X, Y, learning_rate)


# %% endless: forgets to keep the losses, so that the loop of train never ends
def train_one_epoch(W, X, Y, learning_rate=1e-3, verbose=False):
    losses = []
    for i in range(X.shape[1]):
        layer = Softmax()
        layer.forward(np.dot(W, X[:, i]))
        losses.append(cce(Y[:, i], layer.output))
        W = W - learning_rate * sample_gradient(W, X[:, i], Y[:, i])
    return W, np.mean(losses)


def train(W, X, Y, learning_rate=1e-3, share=0.2, max_epochs=2000):
    losses = []
    while len(losses) < max_epochs and (not losses or losses[-1] > share * losses[0]):
        W, loss = train_one_epoch(W, X, Y, learning_rate)
    return W, losses
