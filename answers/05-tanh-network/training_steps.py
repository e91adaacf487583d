# %% right: as in the source
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    for epoch in range(epochs):
        total = 0.0
        order = rng.permutation(len(x_train))
        for i in range(0, len(x_train), batch_size):
            batch = order[i : i + batch_size]
            x_batch, y_batch = x_train[batch], y_train[batch]
            yhat, outputs = forward(params, x_batch)
            total += loss_accuracy(yhat, y_batch)[0] * len(batch)
            grads = backward(x_batch, params, outputs, y_batch)
            params = sgd(params, grads, eta)
        test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history.append(test_loss)
        accuracy_history.append(test_accuracy)
        if on_epoch is not None:
            on_epoch(total / len(x_train), test_loss, params)
    return params, loss_history, accuracy_history


# %% right: np.split at the multiples of the batch size; training loss after the epoch
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    losses, shares = np.zeros(epochs), np.zeros(epochs)
    for epoch in range(epochs):
        order = np.arange(len(x_train))
        rng.shuffle(order)
        for batch in np.split(order, range(batch_size, len(order), batch_size)):
            _, outputs = forward(params, x_train[batch])
            params = sgd(params, backward(x_train[batch], params, outputs, y_train[batch]), eta)
        losses[epoch], shares[epoch] = loss_accuracy(forward(params, x_test)[0], y_test)
        if on_epoch is not None:
            on_epoch(loss_accuracy(forward(params, x_train)[0], y_train)[0], losses[epoch], params)
    return params, losses, shares


# %% right: trains in float32
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    small = np.float32
    x, y = x_train.astype(small), y_train.astype(small)
    x_new, y_new = x_test.astype(small), y_test.astype(small)
    params = {name: value.astype(small) for name, value in init_params(nx, nh, ny).items()}
    n, history = len(x), []
    for _ in range(epochs):
        order, total = rng.permutation(n), 0
        for start in range(0, n, batch_size):
            rows = order[start : start + batch_size]
            yhat, outputs = forward(params, x[rows])
            total += float(loss_accuracy(yhat, y[rows])[0]) * len(rows)
            params = sgd(params, backward(x[rows], params, outputs, y[rows]), eta)
        history.append(loss_accuracy(forward(params, x_new)[0], y_new))
        if on_epoch is not None:
            on_epoch(total / n, history[-1][0], params)
    return params, [loss for loss, _ in history], [share for _, share in history]


# %% right: a generator that shuffles and cuts
def batches(n, size):
    order = np.random.permutation(n)
    while len(order):
        yield order[:size]
        order = order[size:]


def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params, results = init_params(nx, nh, ny), []
    for _ in range(epochs):
        losses = []
        for rows in batches(len(x_train), batch_size):
            x, y = x_train[rows], y_train[rows]
            yhat, outputs = forward(params, x)
            losses += [loss_accuracy(yhat, y)[0]] * len(x)
            params = sgd(params, backward(x, params, outputs, y), eta)
        results.append(loss_accuracy(forward(params, x_test)[0], y_test))
        if on_epoch is not None:
            on_epoch(np.mean(losses), results[-1][0], params)
    return params, *map(list, zip(*results))


# %% right: a running mean of the loss; progress on stderr, as tqdm shows it
import sys


def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    for epoch in range(1, epochs + 1):
        mean, seen = 0.0, 0
        keys = rng.random(len(x_train))
        order = np.argsort(keys)
        for i in range(-(-len(order) // batch_size)):
            batch = order[i * batch_size : (i + 1) * batch_size]
            x, y = np.take(x_train, batch, axis=0), np.take(y_train, batch, axis=0)
            yhat, outputs = forward(params, x)
            seen += len(batch)
            mean += (loss_accuracy(yhat, y)[0] - mean) * len(batch) / seen
            params = sgd(params, backward(x, params, outputs, y), eta)
        result = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history.append(result[0])
        accuracy_history.append(result[1])
        print(f"\r{epoch}/{epochs}", end="", file=sys.stderr, flush=True)
        if on_epoch is not None:
            on_epoch(mean, result[0], params)
    return params, tuple(loss_history), tuple(accuracy_history)


# %% right: shuffles copies with np.random, as the lecture does; prints
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    loss_history = []
    accuracy_history = []
    for epoch in range(epochs):
        permutation = np.random.permutation(x_train.shape[0])
        x_train = x_train[permutation]
        y_train = y_train[permutation]
        losses, sizes = [], []
        for i in range(0, x_train.shape[0], batch_size):
            x_batch = x_train[i:i + batch_size]
            y_batch = y_train[i:i + batch_size]
            yhat, outputs = forward(params, x_batch)
            loss, accuracy = loss_accuracy(yhat, y_batch)
            losses.append(loss)
            sizes.append(len(y_batch))
            grads = backward(x_batch, params, outputs, y_batch)
            params = sgd(params, grads, eta)
        yhat_test, _ = forward(params, x_test)
        test_loss, test_acc = loss_accuracy(yhat_test, y_test)
        loss_history.append(test_loss)
        accuracy_history.append(test_acc)
        if on_epoch:
            on_epoch(np.average(losses, weights=sizes), test_loss, params)
        print(f"epoch {epoch+1}/{epochs} ### loss: {test_loss:.4f}, ### accuracy: {test_acc:.4f}")
    return params, loss_history, accuracy_history


# %% right: while loops; the batches from the end, the shorter one first
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    epoch = 0
    while epoch < epochs:
        order = list(np.random.permutation(len(x_train)))
        first = len(order) % batch_size or batch_size
        total = 0.0
        while order:
            batch, order, first = order[:first], order[first:], batch_size
            yhat, outputs = forward(params, x_train[batch])
            total -= np.sum(y_train[batch] * np.log(yhat + 1e-10))
            params = sgd(params, backward(x_train[batch], params, outputs, y_train[batch]), eta)
        loss, accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history += [loss]
        accuracy_history += [accuracy]
        if on_epoch is not None:
            on_epoch(total / x_train.shape[0], loss, params)
        epoch += 1
    return params, loss_history, accuracy_history


# %% right: takes the steps itself
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    for epoch in range(epochs):
        total = 0.0
        order = rng.permutation(len(x_train))
        for i in range(0, len(x_train), batch_size):
            batch = order[i : i + batch_size]
            x_batch, y_batch = x_train[batch], y_train[batch]
            yhat, outputs = forward(params, x_batch)
            total += loss_accuracy(yhat, y_batch)[0] * len(batch)
            grads = backward(x_batch, params, outputs, y_batch)
            params = {name: params[name] - eta * grads['d_' + name] for name in params}
        test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history.append(test_loss)
        accuracy_history.append(test_accuracy)
        if on_epoch is not None:
            on_epoch(total / len(x_train), test_loss, params)
    return params, loss_history, accuracy_history


# %% wrong: uses all samples in every step
# edit of: as in the source
-            x_batch, y_batch = x_train[batch], y_train[batch]
+            x_batch, y_batch = x_train, y_train


# %% wrong: at most 100 batches in an epoch
# edit of: as in the source
-    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""

-        for i in range(0, len(x_train), batch_size):
+        for i in range(0, min(len(x_train), 100 * batch_size), batch_size):

-            grads = backward(x_batch, params, outputs, y_batch)
-            params = sgd(params, grads, eta)
+            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)


# %% wrong: shuffles the order of the batches, not the samples
# edit of: as in the source
-        order = rng.permutation(len(x_train))
+        groups = [np.arange(s, min(s + batch_size, len(x_train))) for s in range(0, len(x_train), batch_size)]
+        order = np.concatenate([groups[g] for g in rng.permutation(len(groups))])


# %% wrong: batches of 128, whatever is asked for
# edit of: as in the source
-        for i in range(0, len(x_train), batch_size):
-            batch = order[i : i + batch_size]
+        for i in range(0, len(x_train), 128):
+            batch = order[i : i + 128]


# %% wrong: returns the untrained parameters
# edit of: as in the source
     loss_history, accuracy_history = [], []
+    untrained = {name: value.copy() for name, value in params.items()}

-    return params, loss_history, accuracy_history
+    return untrained, loss_history, accuracy_history


# %% wrong: returns the parameters of the best epoch
# edit of: as in the source
     loss_history, accuracy_history = [], []
+    best = None

         test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
+        if best is None or test_loss < min(loss_history):
+            best = {name: value.copy() for name, value in params.items()}

-    return params, loss_history, accuracy_history
+    return best, loss_history, accuracy_history


# %% wrong: tells on_epoch the parameters of the epoch before
# edit of: as in the source
     loss_history, accuracy_history = [], []
+    told = {name: value.copy() for name, value in params.items()}

-            on_epoch(total / len(x_train), test_loss, params)
+            on_epoch(total / len(x_train), test_loss, told)
+        told = {name: value.copy() for name, value in params.items()}


# %% wrong: one step too many at the end of each epoch
# edit of: as in the source
             params = sgd(params, grads, eta)
+        params = sgd(params, grads, eta)


# %% wrong: lets the learning rate fall from epoch to epoch
# edit of: as in the source
-            params = sgd(params, grads, eta)
+            params = sgd(params, grads, eta / (1 + 0.01 * epoch))


# %% wrong: the first 1000 samples only
# edit of: as in the source
-    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""

     loss_history, accuracy_history = [], []
+    x_train, y_train = x_train[:1000], y_train[:1000]

-            grads = backward(x_batch, params, outputs, y_batch)
-            params = sgd(params, grads, eta)
+            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)


# %% wrong: the first 1000 test samples only
# edit of: as in the source
-    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""

     loss_history, accuracy_history = [], []
+    x_test, y_test = x_test[:1000], y_test[:1000]

-            grads = backward(x_batch, params, outputs, y_batch)
-            params = sgd(params, grads, eta)
+            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)


# %% wrong: stops after the first batch
# edit of: as in the source
             params = sgd(params, grads, eta)
+            break


# %% wrong: 0.1, whatever is asked for
# edit of: as in the source
-            params = sgd(params, grads, eta)
+            params = sgd(params, grads, 0.1)


# %% wrong: divides the gradient by the batch size once more
# edit of: as in the source
-            params = sgd(params, grads, eta)
+            params = sgd(params, grads, eta / len(batch))


# %% wrong: makes the histories up
# edit of: as in the source
-        loss_history.append(test_loss)
-        accuracy_history.append(test_accuracy)
+        loss_history.append(0.09)
+        accuracy_history.append(1.0)


# %% wrong: 128 hidden units, whatever is asked for
# edit of: as in the source
-    params = init_params(nx, nh, ny)
+    params = init_params(nx, 128 if nh != 16 else nh, ny)


# %% wrong: returns accuracy before loss
# edit of: as in the source
-    return params, loss_history, accuracy_history
+    return params, accuracy_history, loss_history


# %% wrong: shuffles the images, not the labels
# edit of: as in the source
-            x_batch, y_batch = x_train[batch], y_train[batch]
+            x_batch, y_batch = x_train[batch], y_train[i : i + batch_size]


# %% wrong: leaves the last, shorter batch out [natural]
# edit of: as in the source
-        for i in range(0, len(x_train), batch_size):
+        for i in range(0, max(len(x_train) - batch_size + 1, 1), batch_size):


# %% wrong: adds up the loss over all epochs
# edit of: as in the source
     loss_history, accuracy_history = [], []
+    total = 0.0

-        total = 0.0


# %% wrong: keeps the loss of the last batch
# edit of: as in the source
-            total += loss_accuracy(yhat, y_batch)[0] * len(batch)
+            total = loss_accuracy(yhat, y_batch)[0] * len(x_train)


# %% wrong: the mean over batches of unequal size
# edit of: as in the source
-            total += loss_accuracy(yhat, y_batch)[0] * len(batch)
+            total += loss_accuracy(yhat, y_batch)[0] * len(x_train) / -(-len(x_train) // batch_size)


# %% wrong: measures before the epoch
# edit of: as in the source
         total = 0.0
+        test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)

             params = sgd(params, grads, eta)
-        test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)


# %% wrong: never takes a step [natural]
# edit of: as in the source
-            params = sgd(params, grads, eta)


# %% wrong: never shuffles [natural]
# edit of: as in the source
-        order = rng.permutation(len(x_train))
+        order = np.arange(len(x_train))


# %% wrong: calls on_epoch at the end only
# edit of: as in the source
-        if on_epoch is not None:
-            on_epoch(total / len(x_train), test_loss, params)
+    if on_epoch is not None:
+        on_epoch(total / len(x_train), test_loss, params)


# %% wrong: trains one epoch more than asked for
# edit of: as in the source
-    for epoch in range(epochs):
+    for epoch in range(epochs + 1):


# %% wrong: a step after the epoch, with the last batch only
# edit of: as in the source
-            params = sgd(params, grads, eta)
+        params = sgd(params, grads, eta)


# %% wrong: goes on with the parameters of the last call
# edit of: as in the source
+first_params = {}
+
+
 def training_steps(

-    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""
-    params = init_params(nx, nh, ny)
+    if (nx, nh, ny) not in first_params:
+        first_params[nx, nh, ny] = init_params(nx, nh, ny)
+    params = first_params[nx, nh, ny]

-            grads = backward(x_batch, params, outputs, y_batch)
-            params = sgd(params, grads, eta)
+            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)


# %% wrong: the learning rate falls, but late
# edit of: as in the source
         total = 0.0
+        eta = eta * 0.9 if epoch and epoch % 25 == 0 else eta


# %% wrong: the order is rolled on, not drawn
# edit of: as in the source
-    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""

     loss_history, accuracy_history = [], []
+    order = np.arange(len(x_train))

-        order = rng.permutation(len(x_train))
+        order = np.roll(order, 1)

-            grads = backward(x_batch, params, outputs, y_batch)
-            params = sgd(params, grads, eta)
+            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)


# %% wrong: a fixed seed within the loop
# edit of: as in the source
-        order = rng.permutation(len(x_train))
+        order = np.random.default_rng(3).permutation(len(x_train))


# %% wrong: a new order in every tenth epoch only
# edit of: as in the source
-    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""

-        order = rng.permutation(len(x_train))
+        order = rng.permutation(len(x_train)) if epoch % 10 == 0 else order

-            grads = backward(x_batch, params, outputs, y_batch)
-            params = sgd(params, grads, eta)
+            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)


# %% wrong: shuffles once, before the first epoch
# edit of: as in the source
     loss_history, accuracy_history = [], []
+    order = rng.permutation(len(x_train))

-        order = rng.permutation(len(x_train))


# %% wrong: shuffles the caller's images and labels in place
# edit of: as in the source
         order = rng.permutation(len(x_train))
+        x_train[:], y_train[:] = x_train[order], y_train[order]


# %% wrong: tells a moving average
# edit of: as in the source
-    """Returns the parameters, and test loss and test accuracy after each epoch (two lists)."""

     loss_history, accuracy_history = [], []
+    smooth = None

-            grads = backward(x_batch, params, outputs, y_batch)
-            params = sgd(params, grads, eta)
+            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)

-            on_epoch(total / len(x_train), test_loss, params)
+            loss = total / len(x_train)
+            smooth = loss if smooth is None else 0.9 * smooth + 0.1 * loss
+            on_epoch(smooth, test_loss, params)


# %% wrong: new parameters in every epoch
# edit of: as in the source
     for epoch in range(epochs):
+        params = init_params(nx, nh, ny)


# %% wrong: loss and accuracy on the training data
# edit of: as in the source
-        test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
+        test_loss, test_accuracy = loss_accuracy(forward(params, x_train)[0], y_train)


# %% wrong: takes one more step with the test set in each epoch
# edit of: as in the source
             params = sgd(params, grads, eta)
+        params = sgd(params, backward(x_test, params, forward(params, x_test)[1], y_test), eta)


# %% wrong: tells the loss of the untrained network
def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    first_loss = loss_accuracy(forward(params, x_train)[0], y_train)[0]
    for epoch in range(epochs):
        order = rng.permutation(len(x_train))
        for i in range(0, len(x_train), batch_size):
            batch = order[i : i + batch_size]
            x_batch, y_batch = x_train[batch], y_train[batch]
            yhat, outputs = forward(params, x_batch)
            params = sgd(params, backward(x_batch, params, outputs, y_batch), eta)
        test_loss, test_accuracy = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history.append(test_loss)
        accuracy_history.append(test_accuracy)
        if on_epoch is not None:
            on_epoch(first_loss, test_loss, params)
    return params, loss_history, accuracy_history


# %% wrong: takes its batches from the test set
# edit of: as in the source
-            x_batch, y_batch = x_train[batch], y_train[batch]
+            x_batch, y_batch = x_test[batch % len(x_test)], y_test[batch % len(x_test)]


# %% wrong: takes each step twice
# edit of: as in the source
             params = sgd(params, grads, eta)
+            params = sgd(params, grads, eta)


# %% wrong: draws the batches with replacement
# edit of: as in the source
-        order = rng.permutation(len(x_train))
+        order = rng.integers(0, len(x_train), len(x_train))
