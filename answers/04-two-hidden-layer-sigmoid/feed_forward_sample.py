# %% right: as in the source
def feed_forward_sample(weights, biases, sample, y):
    """Loss of one sample (an image, label y), and its most likely class as one-hot (k,)."""
    yhat = forward(weights, biases, sample)[-1]
    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
    one_hot_guess = integer_to_one_hot(np.argmax(yhat), yhat.size)
    return loss, one_hot_guess


# %% right: with a forward pass of its own, written out
def feed_forward_sample(weights, biases, sample, y):
    """Loss of one sample (an image, label y), and its most likely class as one-hot (k,)."""
    a = np.reshape(sample, (1, -1))
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    u3 = np.dot(z2, weights[2]) + biases[2]
    yhat = softmax(u3)
    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
    one_hot_guess = integer_to_one_hot(np.argmax(yhat), yhat.size)
    return loss, one_hot_guess


# %% right: works on columns, as 02 did
def feed_forward_sample(weights, biases, sample, y):
    """The same, transposed."""
    x = np.array(sample, dtype=float).reshape(-1, 1)
    z1 = sigmoid(np.dot(weights[0].T, x) + biases[0].T)
    z2 = sigmoid(np.dot(weights[1].T, z1) + biases[1].T)
    yhat = softmax((np.dot(weights[2].T, z2) + biases[2].T).T)
    hot = integer_to_one_hot(y, yhat.shape[1])
    return cross_entropy_loss(hot, yhat), (yhat == yhat.max()).astype(float)[0]


# %% right: einsum in place of dot
def feed_forward_sample(weights, biases, sample, y):
    z = np.ravel(sample)[None, :]
    z = sigmoid(np.einsum("bi,ij->bj", z, weights[0]) + biases[0])
    z = sigmoid(np.einsum("bi,ij->bj", z, weights[1]) + biases[1])
    yhat = softmax(np.einsum("bi,ij->bj", z, weights[2]) + biases[2])[0]
    guess = np.zeros(len(yhat))
    guess[np.argmax(yhat)] = 1
    return cross_entropy_loss(integer_to_one_hot(y, len(yhat)), yhat), guess


# %% right: loops over the layers, with the @ operator
def feed_forward_sample(weights, biases, sample, y):
    z = np.asarray(sample, dtype=float).reshape(1, -1)
    last = len(weights) - 1
    for layer in range(len(weights)):
        u = z @ weights[layer] + biases[layer]
        z = sigmoid(u) if layer < last else softmax(u)
    k = z.shape[1]
    return cross_entropy_loss(integer_to_one_hot(y, k), z), integer_to_one_hot(z.argmax(), k)


# %% right: guesses by the scores, in float32
def feed_forward_sample(weights, biases, sample, y):
    w, b = [np.float32(v) for v in weights], [np.float32(v) for v in biases]
    a = np.float32(sample).reshape(1, w[0].shape[0])
    u3 = np.dot(sigmoid(np.dot(sigmoid(np.dot(a, w[0]) + b[0]), w[1]) + b[1]), w[2]) + b[2]
    k = u3.shape[1]
    loss = cross_entropy_loss(integer_to_one_hot(y, k), softmax(u3))
    return loss, integer_to_one_hot(int(np.argmax(u3)), k)


# %% right: each unit adds up its own inputs
def feed_forward_sample(weights, biases, sample, y):
    z = np.ravel(sample)
    for layer in range(3):
        u = np.empty((1, weights[layer].shape[1]))
        for unit in range(u.shape[1]):
            u[0, unit] = np.sum(z * weights[layer][:, unit]) + biases[layer][0, unit]
        z = sigmoid(u)[0]
    yhat = softmax(u)
    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
    return loss, integer_to_one_hot(np.argmax(yhat), yhat.size)


# %% right: the guess as whole numbers, the loss as a Python number
def feed_forward_sample(weights, biases, sample, y):
    """Loss of one sample (an image, label y), and its most likely class as one-hot (k,)."""
    a = np.reshape(sample, (1, -1))
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    u3 = np.dot(z2, weights[2]) + biases[2]
    yhat = softmax(u3)
    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
    one_hot_guess = [0] * yhat.size
    one_hot_guess[int(np.argmax(yhat))] = 1
    return float(loss), np.array(one_hot_guess)


# %% wrong: adds the weighted inputs into the caller's bias
# edit of: with a forward pass of its own, written out
-    u1 = np.dot(a, weights[0]) + biases[0]
+    u1 = biases[0]
+    u1 += np.dot(a, weights[0])


# %% wrong: uses the global weights and biases, as in the lecture
# edit of: with a forward pass of its own, written out
     """Loss of one sample (an image, label y), and its most likely class as one-hot (k,)."""
+    weights, biases = globals()["weights"], globals()["biases"]


# %% wrong: the guess is the probabilities
# edit of: with a forward pass of its own, written out
-    one_hot_guess = integer_to_one_hot(np.argmax(yhat), yhat.size)
+    one_hot_guess = yhat[0]


# %% wrong: the guess is the label
# edit of: with a forward pass of its own, written out
-    one_hot_guess = integer_to_one_hot(np.argmax(yhat), yhat.size)
+    one_hot_guess = integer_to_one_hot(y, yhat.size)


# %% wrong: the last bias is missing [natural]
# edit of: with a forward pass of its own, written out
-    u3 = np.dot(z2, weights[2]) + biases[2]
+    u3 = np.dot(z2, weights[2])


# %% wrong: the loss of the guessed class
# edit of: with a forward pass of its own, written out
-    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
+    loss = cross_entropy_loss(integer_to_one_hot(np.argmax(yhat), yhat.size), yhat)


# %% wrong: the second layer takes the first bias: fits where the layers are equally wide [natural]
# edit of: with a forward pass of its own, written out
-    u2 = np.dot(z1, weights[1]) + biases[1]
+    u2 = np.dot(z1, weights[1]) + biases[0]


# %% wrong: 784 pixels built in
# edit of: with a forward pass of its own, written out
-    a = np.reshape(sample, (1, -1))
+    a = np.reshape(sample, (1, 784))


# %% wrong: the caller's image gets another shape
# edit of: with a forward pass of its own, written out
-    a = np.reshape(sample, (1, -1))
+    sample.shape = (1, sample.size)
+    a = sample


# %% wrong: divides by 255 on its own
# edit of: with a forward pass of its own, written out
-    a = np.reshape(sample, (1, -1))
+    a = np.reshape(sample, (1, -1)) / 255


# %% wrong: the second layer's activations are those of the first [natural]
# edit of: with a forward pass of its own, written out
-    u3 = np.dot(z2, weights[2]) + biases[2]
+    u3 = np.dot(z1, weights[2]) + biases[2]


# %% wrong: sigmoid, not softmax, at the end [natural]
# edit of: with a forward pass of its own, written out
-    yhat = softmax(u3)
+    yhat = sigmoid(u3)


# %% wrong: squashes the scores as well
# edit of: with a forward pass of its own, written out
-    yhat = softmax(u3)
+    yhat = softmax(sigmoid(u3))


# %% wrong: dsigmoid in place of sigmoid [natural]
# edit of: with a forward pass of its own, written out
-    z2 = sigmoid(u2)
+    z2 = dsigmoid(u2)


# %% wrong: guesses the least likely class [natural]
# edit of: with a forward pass of its own, written out
-    one_hot_guess = integer_to_one_hot(np.argmax(yhat), yhat.size)
+    one_hot_guess = integer_to_one_hot(np.argmin(yhat), yhat.size)


# %% wrong: ten classes built in
# edit of: with a forward pass of its own, written out
-    loss = cross_entropy_loss(integer_to_one_hot(y, yhat.size), yhat)
-    one_hot_guess = integer_to_one_hot(np.argmax(yhat), yhat.size)
+    loss = cross_entropy_loss(integer_to_one_hot(y, 10), yhat)
+    one_hot_guess = integer_to_one_hot(np.argmax(yhat), 10)


# %% wrong: weights transposed: runs for square ones
# edit of: with a forward pass of its own, written out
-    u2 = np.dot(z1, weights[1]) + biases[1]
+    u2 = np.dot(z1, weights[1].T) + biases[1]


# %% wrong: hands u1 on, not z1
# edit of: with a forward pass of its own, written out
-    u2 = np.dot(z1, weights[1]) + biases[1]
+    u2 = np.dot(u1, weights[1]) + biases[1]
