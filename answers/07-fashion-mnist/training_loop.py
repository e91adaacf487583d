# %% right: as in the source
def training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs, on_epoch=None):
    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""
    train_losses, valid_losses = [], []
    for epoch in range(nepochs):
        total = 0.0
        for X, y in batches(*train, batch_size, shuffle=True):
            loss = train_step(model, loss_function, optimizer, X, y)
            total += float(loss) * len(X)
        train_losses.append(total / len(train[0]))
        valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
        if on_epoch is not None:
            on_epoch(train_losses[-1], valid_losses[-1])
        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")
    return train_losses, valid_losses


# %% right: numpy arrays, and a while loop
def training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs, on_epoch=None):
    (X, y), (V, u) = train, valid
    found = np.zeros((2, nepochs))
    epoch = 0
    while epoch < nepochs:
        for a, b in batches(X, y, batch_size, shuffle=True):
            share = len(a) / len(X)
            found[0, epoch] += share * train_step(model, loss_function, optimizer, a, b).numpy()
        found[1, epoch] = loss_function(u, model(V)).numpy()
        if on_epoch is not None:
            on_epoch(*found[:, epoch])
        epoch += 1
    return found[0], found[1]


# %% right: the validation loss in batches, weighted by their sizes
def training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs, on_epoch=None):
    history = [], []
    for epoch in range(nepochs):
        losses, sizes = [], []
        for X, y in batches(train[0], train[1], batch_size, True):
            losses.append(float(train_step(model, loss_function, optimizer, X, y)))
            sizes.append(len(y))
        history[0].append(np.average(losses, weights=sizes))
        pieces = [(float(loss_function(y, model(X))), len(y)) for X, y in batches(*valid, 500)]
        history[1].append(sum(loss * n for loss, n in pieces) / len(valid[0]))
        if on_epoch:
            on_epoch(history[0][-1], history[1][-1])
    return history


# %% right: counts the samples as they come
def training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs, on_epoch=None):
    histories = {"train": [], "valid": []}
    for epoch in range(1, nepochs + 1):
        total, seen = 0.0, 0
        for number, batch in enumerate(batches(*train, batch_size, shuffle=True), start=1):
            total += len(batch[1]) * float(train_step(model, loss_function, optimizer, *batch))
            seen += len(batch[1])
        histories["train"].append(total / seen)
        histories["valid"].append(float(loss_function(valid[1], model(valid[0]))))
        if on_epoch is not None:
            on_epoch(histories["train"][-1], histories["valid"][-1])
    return tuple(histories.values())


# %% right: shuffles by itself, without batches
def training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs, on_epoch=None):
    train_losses, valid_losses = [], []
    for epoch in range(nepochs):
        order, total = np.random.permutation(len(train[0])), 0
        for i in range(0, len(order), batch_size):
            ix = order[i : i + batch_size]
            loss = train_step(model, loss_function, optimizer, train[0][ix], train[1][ix])
            total += loss.numpy() * len(ix)
        train_losses += [total / len(order)]
        valid_losses += [loss_function(valid[1], model(valid[0], training=False)).numpy()]
        print("epoch", epoch, train_losses[-1], valid_losses[-1])
        if on_epoch is not None:
            on_epoch(train_losses[-1], valid_losses[-1])
    return train_losses, valid_losses


# %% right: keeps the sum as a tensor until the end of the epoch
def training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs, on_epoch=None):
    train_losses, valid_losses = [], []
    n = len(train[1])
    for _ in range(nepochs):
        total = tf.constant(0.0)
        for images, labels in batches(*train, batch_size=batch_size, shuffle=True):
            loss = train_step(model, loss_function, optimizer, images, labels)
            total = total + loss * images.shape[0] / n
        train_losses.append(float(total))
        valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
        if on_epoch is not None:
            on_epoch(total, valid_losses[-1])
    return [train_losses, valid_losses]


# %% wrong: takes no notice of batch_size [natural]
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

-        for X, y in batches(*train, batch_size, shuffle=True):
+        for X, y in batches(*train, 64, shuffle=True):

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: stops early, with fewer losses than epochs
# edit of: as in the source
             on_epoch(train_losses[-1], valid_losses[-1])
+        if epoch > 3 and valid_losses[-1] > valid_losses[-2] > valid_losses[-3]:
+            break


# %% wrong: takes no step on the shorter batch [natural]
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

         for X, y in batches(*train, batch_size, shuffle=True):
+            if len(X) < batch_size <= len(train[0]):
+                continue

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: the training loss of the weights at the end of the epoch [natural]
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

-        train_losses.append(total / len(train[0]))
+        train_losses.append(float(loss_function(train[1], model(train[0]))))

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: the loss of all samples before the epoch, not that of its batches
# edit of: as in the source
-        total = 0.0
+        train_losses.append(float(loss_function(train[1], model(train[0]))))

-            total += float(loss) * len(X)
-        train_losses.append(total / len(train[0]))


# %% wrong: the total goes on from epoch to epoch [natural]
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""
     train_losses, valid_losses = [], []
+    total = 0.0

-        total = 0.0
+        pass

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: the same order in every epoch [natural]
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

-        for X, y in batches(*train, batch_size, shuffle=True):
+        for X, y in batches(*train, batch_size):

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: never calls on_epoch
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

-        if on_epoch is not None:
-            on_epoch(train_losses[-1], valid_losses[-1])
-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: makes the learning rate smaller after each epoch
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

         valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
+        optimizer.learning_rate = optimizer.learning_rate * 0.9

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: the learning rate is halved after twelve epochs
# edit of: as in the source
         total = 0.0
+        if epoch == 12:
+            optimizer.learning_rate = optimizer.learning_rate * 0.5

         valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
+        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")

             on_epoch(train_losses[-1], valid_losses[-1])
-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: one random order for all epochs [natural]
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""
     train_losses, valid_losses = [], []
+    order = rng.permutation(len(train[0]))

-        for X, y in batches(*train, batch_size, shuffle=True):
+        for X, y in batches(train[0][order], train[1][order], batch_size):

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: the validation loss before the epoch, as in the lecture [natural]
def training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs, on_epoch=None):
    train_losses, valid_losses = [], []
    for epoch in range(nepochs):
        valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
        total = 0.0
        for X, y in batches(*train, batch_size, shuffle=True):
            loss = train_step(model, loss_function, optimizer, X, y)
            total += float(loss) * len(X)
        train_losses.append(total / len(train[0]))
        if on_epoch is not None:
            on_epoch(train_losses[-1], valid_losses[-1])
    return train_losses, valid_losses


# %% wrong: measures the validation loss on the first batch only
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

-        valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
+        valid_losses.append(float(loss_function(valid[1][:batch_size], model(valid[0][:batch_size]))))

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: measures the validation loss on the training data [natural]
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

-        valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
+        valid_losses.append(float(loss_function(train[1], model(train[0]))))

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: trains a copy, and leaves the model as it was
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""
     train_losses, valid_losses = [], []
+    weights = model.get_weights()

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")
+    model.set_weights(weights)


# %% wrong: takes steps on the validation data
# edit of: as in the source
-    """Train on train = (X, y); returns two lists: training and validation loss of every epoch."""

-        valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
+        valid_losses.append(float(train_step(model, loss_function, optimizer, *valid)))

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")


# %% wrong: the mean of the batches' losses, whatever their sizes [natural]
def training_loop(model, loss_function, optimizer, train, valid, batch_size, nepochs, on_epoch=None):
    train_losses, valid_losses = [], []
    for epoch in range(nepochs):
        total, number = 0.0, 0
        for X, y in batches(*train, batch_size, shuffle=True):
            loss = train_step(model, loss_function, optimizer, X, y)
            total, number = total + float(loss), number + 1
        train_losses.append(total / number)
        valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
        if on_epoch is not None:
            on_epoch(train_losses[-1], valid_losses[-1])
    return train_losses, valid_losses


# %% wrong: the sum of the samples' losses [natural]
# edit of: as in the source
-        train_losses.append(total / len(train[0]))
+        train_losses.append(total)


# %% wrong: divides by the number of batches [natural]
# edit of: as in the source
-        train_losses.append(total / len(train[0]))
+        train_losses.append(total / -(-len(train[0]) // batch_size))


# %% wrong: takes no step [natural]
# edit of: as in the source
-            loss = train_step(model, loss_function, optimizer, X, y)
+            loss = loss_function(y, model(X))


# %% wrong: gives the model back as it was in its best epoch
# edit of: as in the source
     train_losses, valid_losses = [], []
+    best = None

         valid_losses.append(float(loss_function(valid[1], model(valid[0]))))
+        if valid_losses[-1] == min(valid_losses):
+            best = model.get_weights()

-        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, validation loss {valid_losses[-1]:.4f}")
+    model.set_weights(best)


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return train_losses, valid_losses
+    print(train_losses, valid_losses)
