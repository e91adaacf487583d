# %% right: as in the source
def train(X, Y, learning_rate, batch_size, nepochs):
    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            total += cce(y, softmax.output) * len(batch)
            grad = cce_gradient(y, softmax.output)
            grad = softmax.backward(grad)
            dense.backward(grad, learning_rate)
        losses.append(total / X.shape[1])
        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")
    return dense, losses


# %% right: uses that softmax and cross-entropy together give Yhat - Y; quiet; adds up sums
def train(X, Y, learning_rate, batch_size, nepochs):
    n = X.shape[1]
    layer, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for _ in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(n, batch_size):
            y = Y[:, batch]
            layer.forward(X[:, batch])
            softmax.forward(layer.output)
            total += len(batch) * cce(y, softmax.output)
            layer.backward(softmax.output - y, learning_rate)
        losses.append(total / n)
    return layer, losses


# %% right: one step as an inner function; the losses as an array; prints every fifth epoch
def train(X, Y, learning_rate, batch_size, nepochs):
    n = X.shape[1]
    dense, softmax = Dense(len(X), len(Y)), Softmax()

    def step(x, y):
        dense.forward(x)
        softmax.forward(dense.output)
        loss = cce(y, softmax.output)
        dense.backward(softmax.backward(cce_gradient(y, softmax.output)), learning_rate)
        return loss * x.shape[1]

    losses = np.zeros(nepochs)
    for epoch in range(nepochs):
        losses[epoch] = sum(step(X[:, i], Y[:, i]) for i in generate_batch_indices(n, batch_size)) / n
        if epoch % 5 == 0:
            print("epoch", epoch, "loss", losses[epoch])
    return dense, losses


# %% right: shows its progress on stderr, as tqdm does; a weighted average at the end of the epoch
import sys


def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(1, nepochs + 1):
        values, sizes = [], []
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            values.append(cce(y, softmax.output))
            sizes.append(y.shape[1])
            gradient = softmax.backward(cce_gradient(y, softmax.output))
            dense.backward(gradient, learning_rate)
        losses.append(np.average(values, weights=sizes))
        print(f"\r{epoch}/{nepochs} [{'#' * epoch}] loss={losses[-1]:.3f}", end="", file=sys.stderr, flush=True)
    return dense, losses


# %% right: keeps a running mean over the samples seen so far
def train(X, Y, learning_rate, batch_size, nepochs):
    """Losses are updated batch by batch."""
    dense = Dense(X.shape[0], Y.shape[0])
    softmax = Softmax()
    layers = [dense, softmax]
    losses = []
    for epoch in range(nepochs):
        seen, mean = 0, 0.0
        batches = generate_batch_indices(X.shape[1], batch_size)
        for number, indices in enumerate(batches):
            signal = X[:, indices]
            for layer in layers:
                layer.forward(signal)
                signal = layer.output
            labels = Y[:, indices]
            seen += len(indices)
            mean += (cce(labels, signal) - mean) * len(indices) / seen
            gradient = cce_gradient(labels, signal)
            for layer in reversed(layers):
                gradient = layer.backward(gradient, learning_rate)
        losses.append(mean)
        print(f"{epoch + 1:3d} {mean:.4f}")
    return dense, losses


# %% right: shuffles whole copies with np.random and walks through them with slices
def train(X, Y, learning_rate, batch_size, nepochs):
    f, n = X.shape
    dense, softmax = Dense(f, Y.shape[0]), Softmax()
    losses = []
    epoch = 0
    while epoch < nepochs:
        order = np.random.permutation(n)
        Xs, Ys = X[:, order], Y[:, order]
        summed = 0
        start = 0
        while start < n:
            x, y = Xs[:, start : start + batch_size], Ys[:, start : start + batch_size]
            dense.forward(x)
            softmax.forward(dense.output)
            summed = summed - np.sum(np.log(softmax.output[y == 1]))
            gradient = cce_gradient(y, softmax.output)
            gradient = softmax.backward(gradient)
            gradient = dense.backward(gradient, learning_rate)
            start = start + batch_size
        losses.append(float(summed / n))
        epoch = epoch + 1
    return dense, losses


# %% right: a progress bar of its own, as in Colab
from tqdm.auto import tqdm


def train(X, Y, learning_rate, batch_size, nepochs):
    layer, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in tqdm(range(nepochs), desc="epochs"):
        total = 0.0
        for batch in tqdm(generate_batch_indices(X.shape[1], batch_size), leave=False):
            layer.forward(X[:, batch])
            softmax.forward(layer.output)
            total += len(batch) * cce(Y[:, batch], softmax.output)
            layer.backward(softmax.backward(cce_gradient(Y[:, batch], softmax.output)), learning_rate)
        losses.append(total / X.shape[1])
    return layer, losses


# %% wrong: counts the loss by batches, but takes every gradient over all samples
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

             x, y = X[:, batch], Y[:, batch]
+            lost = True

             grad = softmax.backward(grad)
+            dense.forward(X); softmax.forward(dense.output); grad = softmax.backward(cce_gradient(Y, softmax.output))

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: loops over the batches and uses all samples in every step
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            x, y = X[:, batch], Y[:, batch]
+            x, y = X, Y

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: swaps labels and probabilities in the loss
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            total += cce(y, softmax.output) * len(batch)
+            total += cce(softmax.output, np.clip(y, 1e-12, 1)) * len(batch)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: subtracts the mean image from the caller's X
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

     losses = []
+    X -= X.mean(axis=1, keepdims=True)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: divides the gradient by the batch size, as Dense.backward does too
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            dense.backward(grad, learning_rate)
+            dense.backward(grad / len(batch), learning_rate)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: takes one step too many, after all epochs
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")
+    dense.backward(grad, learning_rate)


# %% wrong: takes the steps with 0.5, whatever is asked for
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            dense.backward(grad, learning_rate)
+            dense.backward(grad, 0.5)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: leaves the last batch out [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-        for batch in generate_batch_indices(X.shape[1], batch_size):
+        for batch in generate_batch_indices(X.shape[1], batch_size)[:-1] or [np.arange(X.shape[1])]:

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: sets the sum to 0 once, before all epochs [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

     losses = []
+    total = 0.0

-        total = 0.0

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: appends a loss for each batch [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-        losses.append(total / X.shape[1])
-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")
+            losses.append(cce(y, softmax.output))


# %% wrong: takes the mean of the batches' losses, although the last batch is shorter
def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    for epoch in range(nepochs):
        values = []
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            dense.forward(x)
            softmax.forward(dense.output)
            values.append(cce(y, softmax.output))
            grad = cce_gradient(y, softmax.output)
            grad = softmax.backward(grad)
            dense.backward(grad, learning_rate)
        losses.append(np.mean(values))
    return dense, losses


# %% wrong: the loss of all samples before the epoch, not that of its batches
# edit of: as in the source
-        total = 0.0
+        dense.forward(X)
+        softmax.forward(dense.output)
+        losses.append(cce(Y, softmax.output))

-            total += cce(y, softmax.output) * len(batch)

-        losses.append(total / X.shape[1])


# %% wrong: returns without ever running dense.backward [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            dense.backward(grad, learning_rate)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: cuts the samples in their order and never shuffles [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-        for batch in generate_batch_indices(X.shape[1], batch_size):
+        for batch in [np.arange(i, min(i + batch_size, X.shape[1])) for i in range(0, X.shape[1], batch_size)]:

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: takes one step per epoch, with all samples
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-        for batch in generate_batch_indices(X.shape[1], batch_size):
+        for batch in generate_batch_indices(X.shape[1], X.shape[1]):

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: forgets the layer [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")
-    return dense, losses
+    return losses


# %% wrong: takes no step for the shorter last batch
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            dense.backward(grad, learning_rate)
+            if len(batch) == min(batch_size, X.shape[1]):
+                dense.backward(grad, learning_rate)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: weights the step of the shorter last batch by its size
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            dense.backward(grad, learning_rate)
+            dense.backward(grad * len(batch) / batch_size, learning_rate)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: skips the batch that is shorter, and divides by the samples it has used
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-        total = 0.0
+        total, seen = 0.0, 0
         for batch in generate_batch_indices(X.shape[1], batch_size):
+            if len(batch) < batch_size:
+                continue
+            seen += len(batch)

-        losses.append(total / X.shape[1])
-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")
+        losses.append(total / seen)


# %% wrong: makes the batches once, before all epochs
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

     losses = []
+    batches = generate_batch_indices(X.shape[1], batch_size)

-        for batch in generate_batch_indices(X.shape[1], batch_size):
+        for batch in batches:

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: hands the gradient of the cross-entropy to the dense layer directly [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            grad = softmax.backward(grad)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: stops early, with fewer losses than epochs
# edit of: as in the source
         losses.append(total / X.shape[1])
+        if epoch > 0 and losses[-1] > losses[-2] + 1e-9:
+            break


# %% wrong: forgets to divide by the number of samples [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-        losses.append(total / X.shape[1])
-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")
+        losses.append(total)


# %% wrong: takes the mean out again: larger batches take larger steps [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            dense.backward(grad, learning_rate)
+            dense.backward(grad * len(batch), learning_rate)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% wrong: turns the sign of the gradient [natural]
# edit of: as in the source
-    """Train on X (f, n), Y (k, n); returns the dense layer and the mean loss of each epoch."""

-            dense.backward(grad, learning_rate)
+            dense.backward(-grad, learning_rate)

-        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}")


# %% endless: forgets epoch = epoch + 1, so that the loop over the epochs never ends
def train(X, Y, learning_rate, batch_size, nepochs):
    dense, softmax = Dense(X.shape[0], Y.shape[0]), Softmax()
    losses = []
    epoch = 0
    while epoch < nepochs:
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            dense.forward(X[:, batch])
            softmax.forward(dense.output)
            total += cce(Y[:, batch], softmax.output) * len(batch)
            grad = softmax.backward(cce_gradient(Y[:, batch], softmax.output))
            dense.backward(grad, learning_rate)
        losses.append(total / X.shape[1])
    return dense, losses
