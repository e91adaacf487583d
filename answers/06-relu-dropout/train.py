# %% right: as in the source
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = [], []
    for epoch in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            total += loss * len(batch)
            network.backward(y, learning_rate)
        losses_train.append(total / X.shape[1])
        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_valid[-1])
    return losses_train, losses_valid


# %% right: arrays for the losses, as in the lecture; while in place of for
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = np.empty(nepochs), np.empty(nepochs)
    epoch = 0
    while epoch < nepochs:
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            total += loss * len(batch)
            network.backward(y, learning_rate)
        losses_train[epoch] = total / X.shape[1]
        losses_valid[epoch] = cce(Y_valid, network.forward(X_valid, False))
        if on_epoch:
            on_epoch(losses_train[epoch], losses_valid[epoch])
        epoch += 1
    return losses_train, losses_valid


# %% right: own batches, and a weighted average at the end
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=lambda *_: None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    history = []
    for _ in range(nepochs):
        order = rng.permutation(X.shape[1])
        parts = [order[i:i + batch_size] for i in range(0, len(order), batch_size)]
        sizes = np.array([len(part) for part in parts])
        losses = []
        for part in parts:
            Yhat = network.forward(X[:, part], training=True)
            penalty = sum(layer.reg_loss for layer in (network.dlayer1, network.dlayer2))
            losses.append(cce(Y[:, part], Yhat) + penalty)
            network.backward(Y[:, part], learning_rate)
        test = cce(Y_valid, network.forward(X_valid, training=False))
        history.append((np.average(losses, weights=sizes), test))
        (on_epoch or (lambda *_: None))(*history[-1])
    return tuple(zip(*history))


# %% right: asks the penalties before the forward, with the same weights; float32 batches
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = [], []
    for epoch in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            Yhat = network.forward(x, True)
            penalty = network.dlayer1.reg_loss + network.dlayer2.reg_loss
            loss = penalty + np.mean(np.sum(-y * np.log(Yhat), axis=0))
            total += loss * len(batch)
            network.backward(y, learning_rate)
        losses_train.append(total / X.shape[1])
        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_valid[-1])
    return losses_train, losses_valid


# %% right: trains on float32
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = [], []
    for epoch in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch].astype(np.float32), Y[:, batch].astype(np.float32)
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            total += loss * len(batch)
            network.backward(y, learning_rate)
        losses_train.append(total / X.shape[1])
        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_valid[-1])
    return losses_train, losses_valid


# %% right: np.average over the batches; calls on_epoch with keywords left out
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = [], []
    for epoch in range(nepochs):
        parts, sizes = [], []
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            parts.append(loss)
            sizes.append(x.shape[1])
            network.backward(y, learning_rate)
        losses_train.append(np.average(parts, weights=sizes))
        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_valid[-1])
    return losses_train, losses_valid


# %% right: a permutation of its own, the samples as rows, weighted mean at the end
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = [], []
    for epoch in range(nepochs):
        total = 0.0
        order = np.random.permutation(X.shape[1])
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            x, y = X.T[batch].T, Y.T[batch].T
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            total += loss * len(batch) / X.shape[1]
            network.backward(y, learning_rate)
        losses_train.append(total)
        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_valid[-1])
    return losses_train, losses_valid


# %% right: shuffles copies of the data, and cuts them
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = [], []
    for epoch in range(nepochs):
        total = 0.0
        order = np.concatenate(generate_batch_indices(X.shape[1], 1))
        Xs, Ys = X[:, order], Y[:, order]
        for start in range(0, X.shape[1], batch_size):
            x, y = Xs[:, start : start + batch_size], Ys[:, start : start + batch_size]
            batch = range(x.shape[1])
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            total += loss * len(batch)
            network.backward(y, learning_rate)
        losses_train.append(total / X.shape[1])
        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_valid[-1])
    return [losses_train, losses_valid]


# %% right: the test loss in pieces; prints as it goes
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = [], []
    for epoch in range(nepochs):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            total += loss * len(batch)
            network.backward(y, learning_rate)
        losses_train.append(total / X.shape[1])
        test = 0.0
        for start in range(0, X_valid.shape[1], 4):
            piece = slice(start, start + 4)
            Yhat = network.forward(X_valid[:, piece], False)
            test += cce(Y_valid[:, piece], Yhat) * Yhat.shape[1]
        losses_valid.append(test / X_valid.shape[1])
        print(f'epoch {epoch + 1}: {losses_valid[-1]:.4f}')
        if on_epoch:
            on_epoch(losses_train[-1], losses_valid[-1])
    return losses_train, losses_valid


# %% right: a progress bar of its own
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    """Train the network; returns the training loss and the validation loss of each epoch."""
    losses_train, losses_valid = [], []
    from tqdm import tqdm
    for epoch in tqdm(range(nepochs)):
        total = 0.0
        for batch in generate_batch_indices(X.shape[1], batch_size):
            x, y = X[:, batch], Y[:, batch]
            Yhat = network.forward(x, True)
            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
            total += loss * len(batch)
            network.backward(y, learning_rate)
        losses_train.append(total / X.shape[1])
        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
        if on_epoch:
            on_epoch(losses_train[-1], losses_valid[-1])
    return losses_train, losses_valid


# %% wrong: batches of 50, whatever is asked for
# edit of: as in the source
-        for batch in generate_batch_indices(X.shape[1], batch_size):
+        for batch in generate_batch_indices(X.shape[1], 50):


# %% wrong: reports the lowest test loss so far
# edit of: as in the source
-        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
+        losses_valid.append(min([*losses_valid, cce(Y_valid, network.forward(X_valid, False))]))


# %% wrong: dropout stays on for the test loss [natural]
# edit of: as in the source
-        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
+        losses_valid.append(cce(Y_valid, network.forward(X_valid, True)))


# %% wrong: the whole set in every step
# edit of: as in the source
-            x, y = X[:, batch], Y[:, batch]
+            x, y = X, Y


# %% wrong: trains on noise
# edit of: as in the source
-            x, y = X[:, batch], Y[:, batch]
+            x, y = rng.random((len(X), len(batch))), Y[:, batch]


# %% wrong: the labels of other samples
# edit of: as in the source
-            x, y = X[:, batch], Y[:, batch]
+            x, y = X[:, batch], Y[:, np.sort(batch)]


# %% wrong: leaves out a last batch that is shorter [natural]
# edit of: as in the source
         for batch in generate_batch_indices(X.shape[1], batch_size):
+            if len(batch) < batch_size:
+                continue


# %% wrong: a learning rate of 0.1, whatever is asked for
# edit of: as in the source
-            network.backward(y, learning_rate)
+            network.backward(y, 0.1)


# %% wrong: the loss after the step
# edit of: as in the source
             Yhat = network.forward(x, True)
+            network.backward(y, learning_rate)
+            Yhat = network.forward(x, True)

             total += loss * len(batch)
-            network.backward(y, learning_rate)


# %% wrong: makes the losses up and trains nothing
def train(network, X, Y, X_valid, Y_valid, learning_rate, batch_size, nepochs, on_epoch=None):
    losses = [np.log(len(Y)) * 0.9**epoch for epoch in range(nepochs)]
    return losses, [0.9 * loss for loss in losses]


# %% wrong: the mean over batches, though the last is shorter [natural]
# edit of: as in the source
-            total += loss * len(batch)
+            total += loss

-        losses_train.append(total / X.shape[1])
+        losses_train.append(total / int(np.ceil(X.shape[1] / batch_size)))


# %% wrong: the loss of all samples before the epoch, not that of its batches
# edit of: as in the source
-        total = 0.0
+        losses_train.append(cce(Y, network.forward(X, True)) + network.dlayer1.reg_loss + network.dlayer2.reg_loss)

-            total += loss * len(batch)

-        losses_train.append(total / X.shape[1])


# %% wrong: trains another network than the one it is given
# edit of: as in the source
     losses_train, losses_valid = [], []
+    network = Network(len(X), 128, len(Y), 0.5, 0.0)


# %% wrong: trains without dropout [natural]
# edit of: as in the source
-            Yhat = network.forward(x, True)
+            Yhat = network.forward(x, False)


# %% wrong: the training loss without the penalties [natural]
# edit of: as in the source
-            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
+            loss = cce(y, Yhat)


# %% wrong: the same order in every epoch, unshuffled
# edit of: as in the source
-        for batch in generate_batch_indices(X.shape[1], batch_size):
+        for batch in np.split(np.arange(X.shape[1]), np.arange(batch_size, X.shape[1], batch_size)):


# %% wrong: never takes a step [natural]
# edit of: as in the source
-            network.backward(y, learning_rate)


# %% wrong: on_epoch is never called
# edit of: as in the source
-        if on_epoch:
-            on_epoch(losses_train[-1], losses_valid[-1])


# %% wrong: on_epoch gets the test loss first
# edit of: as in the source
-            on_epoch(losses_train[-1], losses_valid[-1])
+            on_epoch(losses_valid[-1], losses_train[-1])


# %% wrong: dropout is on only until the first test
# edit of: as in the source
-            Yhat = network.forward(x, True)
+            Yhat = network.forward(x, epoch == 0)


# %% wrong: the penalty of the first layer only [natural]
# edit of: as in the source
-            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
+            loss = cce(y, Yhat) + network.dlayer1.reg_loss


# %% wrong: one step per epoch, with the last batch
# edit of: as in the source
-            network.backward(y, learning_rate)
+        network.backward(y, learning_rate)


# %% wrong: returns the training losses only
# edit of: as in the source
-    return losses_train, losses_valid
+    return losses_train


# %% wrong: the penalties in the test loss too [natural]
# edit of: as in the source
-        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
+        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)) + network.dlayer1.reg_loss + network.dlayer2.reg_loss)


# %% wrong: adds the penalties once per batch, whatever its size [natural]
# edit of: as in the source
-            total += loss * len(batch)
+            total += (loss - network.dlayer1.reg_loss - network.dlayer2.reg_loss) * len(batch) + network.dlayer1.reg_loss + network.dlayer2.reg_loss


# %% wrong: the penalty of the last batch alone
# edit of: as in the source
-            loss = cce(y, Yhat) + network.dlayer1.reg_loss + network.dlayer2.reg_loss
+            loss = cce(y, Yhat)

-        losses_train.append(total / X.shape[1])
+        losses_train.append(total / X.shape[1] + network.dlayer1.reg_loss + network.dlayer2.reg_loss)


# %% wrong: the learning rate falls, but late
# edit of: as in the source
         total = 0.0
+        learning_rate = learning_rate * 0.9 if epoch and epoch % 20 == 0 else learning_rate


# %% wrong: shifts the caller's images in place
# edit of: as in the source
     losses_train, losses_valid = [], []
+    X -= np.mean(X)


# %% wrong: shuffles once for all epochs
# edit of: as in the source
     losses_train, losses_valid = [], []
+    batches = generate_batch_indices(X.shape[1], batch_size)

-        for batch in generate_batch_indices(X.shape[1], batch_size):
+        for batch in batches:


# %% wrong: the sum over the samples [natural]
# edit of: as in the source
-        losses_train.append(total / X.shape[1])
+        losses_train.append(total)


# %% wrong: takes the test loss before the epoch, shifted by one [natural]
# edit of: as in the source
     for epoch in range(nepochs):
+        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))

         losses_train.append(total / X.shape[1])
-        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))


# %% wrong: the test loss on the training set [natural]
# edit of: as in the source
-        losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
+        losses_valid.append(cce(Y, network.forward(X, False)))


# %% wrong: the total goes on over the epochs [natural]
# edit of: as in the source
     losses_train, losses_valid = [], []
+    total = 0.0

-        total = 0.0


# %% wrong: takes a step on the test set, too
# edit of: as in the source
         losses_valid.append(cce(Y_valid, network.forward(X_valid, False)))
+        network.backward(Y_valid, learning_rate)
