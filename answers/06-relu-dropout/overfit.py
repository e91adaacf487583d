# %% right: as in the source
def overfit(network, X, Y, learning_rate, steps):
    """Loss before each of so many steps on the images X, labels Y, without dropout; a list."""
    losses = []
    for _ in range(steps):
        Yhat = network.forward(X, False)
        losses.append(cce(Y, Yhat))
        network.backward(Y, learning_rate)
    return losses


# %% right: an array, filled by a while loop
def overfit(network, X, Y, learning_rate, steps):
    losses, step = np.empty(steps), 0
    while step < steps:
        losses[step] = cce(Y, network.forward(X, training=False))
        network.backward(Y, learning_rate)
        step += 1
    return losses


# %% right: the loss of the true classes only
def overfit(network, X, Y, learning_rate, steps):
    losses = []
    for _ in range(steps):
        Yhat = network.forward(X, False)
        losses.append(-np.mean(np.log(np.sum(Y * Yhat, axis=0))))
        network.backward(Y, learning_rate)
    return losses


# %% wrong: with dropout [natural]
# edit of: as in the source
-        Yhat = network.forward(X, False)
+        Yhat = network.forward(X, True)


# %% wrong: no step [natural]
# edit of: as in the source
-        network.backward(Y, learning_rate)


# %% wrong: the loss after the step [natural]
# edit of: as in the source
-        Yhat = network.forward(X, False)
-        losses.append(cce(Y, Yhat))
-        network.backward(Y, learning_rate)
+        network.forward(X, False)
+        network.backward(Y, learning_rate)
+        losses.append(cce(Y, network.forward(X, False)))


# %% wrong: the last loss only [natural]
# edit of: as in the source
-    return losses
+    return losses[-1:]


# %% wrong: image by image
def overfit(network, X, Y, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(cce(Y, network.forward(X, False)))
        for i in range(X.shape[1]):
            network.forward(X[:, i : i + 1], False)
            network.backward(Y[:, i : i + 1], learning_rate)
    return losses


# %% wrong: takes no notice of the learning rate
# edit of: as in the source
-        network.backward(Y, learning_rate)
+        network.backward(Y, 0.3)


# %% wrong: labels and probabilities swapped
# edit of: as in the source
-        losses.append(cce(Y, Yhat))
+        losses.append(cce(Yhat, np.maximum(Y, 1e-30)))


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return losses
+    print(losses)
