# %% right: as in the source
def backprop_sample(weights, biases, sample, y):
    """Gradients of one sample's loss: for the weights and for the biases, two lists of three."""
    a, u1, z1, u2, z2, yhat = forward(weights, biases, sample)
    # Backward, layer 3, 2, 1; the gradient of each bias is du itself.
    du3 = yhat - integer_to_one_hot(y, yhat.size)
    dw3 = np.dot(z2.T, du3)
    du2 = np.dot(du3, weights[2].T) * dsigmoid(u2)
    dw2 = np.dot(z1.T, du2)
    du1 = np.dot(du2, weights[1].T) * dsigmoid(u1)
    dw1 = np.dot(a.T, du1)
    return [dw1, dw2, dw3], [du1, du2, du3]


# %% right: with a forward pass of its own, written out
def backprop_sample(weights, biases, sample, y):
    """Gradients of one sample's loss: for the weights and for the biases, two lists of three."""
    # Forward, and keep what the way back needs.
    a = np.reshape(sample, (1, -1))
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
    # Backward, layer 3, 2, 1; the gradient of each bias is du itself.
    du3 = yhat - integer_to_one_hot(y, yhat.size)
    dw3 = np.dot(z2.T, du3)
    du2 = np.dot(du3, weights[2].T) * dsigmoid(u2)
    dw2 = np.dot(z1.T, du2)
    du1 = np.dot(du2, weights[1].T) * dsigmoid(u1)
    dw1 = np.dot(a.T, du1)
    return [dw1, dw2, dw3], [du1, du2, du3]


# %% right: one loop back, with rows for vectors
def backprop_sample(weights, biases, sample, y):
    """Gradients of one sample's loss: for the weights and for the biases, two lists of three."""
    inputs = [np.ravel(sample).astype(float)]
    for w, b in zip(weights[:2], biases[:2]):
        inputs.append(sigmoid(inputs[-1] @ w + b[0]))
    back = softmax((inputs[2] @ weights[2] + biases[2][0])[None])[0]
    back[int(y)] -= 1
    dw, db = [], []
    for i in (2, 1, 0):
        dw.insert(0, np.outer(inputs[i], back))
        db.insert(0, back[None, :])
        back = (weights[i] @ back) * inputs[i] * (1 - inputs[i])
    return dw, db


# %% right: weights and biases in one matrix, with a one appended to each input
def backprop_sample(weights, biases, sample, y):
    M = [np.vstack([w, b]) for w, b in zip(weights, biases)]
    one = np.ones((1, 1))
    a = np.hstack([np.reshape(sample, (1, -1)), one])
    u1 = a @ M[0]
    z1 = np.hstack([sigmoid(u1), one])
    u2 = z1 @ M[1]
    z2 = np.hstack([sigmoid(u2), one])
    yhat = softmax(z2 @ M[2])
    du3 = yhat - integer_to_one_hot(y, yhat.size)
    du2 = (du3 @ M[2].T)[:, :-1] * dsigmoid(u2)
    du1 = (du2 @ M[1].T)[:, :-1] * dsigmoid(u1)
    D = [a.T @ du1, z1.T @ du2, z2.T @ du3]
    return [d[:-1] for d in D], [d[-1:] for d in D]


# %% right: works on columns, transposes at the end
def backprop_sample(weights, biases, sample, y):
    V = [w.T for w in weights]
    x = np.array(sample, dtype=float).reshape(-1, 1)
    u1 = V[0] @ x + biases[0].T
    u2 = V[1] @ sigmoid(u1) + biases[1].T
    u3 = V[2] @ sigmoid(u2) + biases[2].T
    hot = np.zeros((len(u3), 1))
    hot[y] = 1
    g3 = softmax(u3.T).T - hot
    g2 = dsigmoid(u2) * (V[2].T @ g3)
    g1 = dsigmoid(u1) * (V[1].T @ g2)
    inputs = [x, sigmoid(u1), sigmoid(u2)]
    return [z @ g.T for z, g in zip(inputs, [g1, g2, g3])], [g1.T, g2.T, g3.T]


# %% right: einsum, all in float32
def backprop_sample(weights, biases, sample, y):
    w, b = [np.float32(v) for v in weights], [np.float32(v) for v in biases]
    a = np.float32(sample).reshape(1, -1)
    u1 = np.einsum("ni,ij->nj", a, w[0]) + b[0]
    z1 = sigmoid(u1)
    u2 = np.einsum("ni,ij->nj", z1, w[1]) + b[1]
    z2 = sigmoid(u2)
    yhat = softmax(np.einsum("ni,ij->nj", z2, w[2]) + b[2])
    du3 = np.float32(yhat - integer_to_one_hot(y, yhat.shape[1]))
    du2 = np.float32(np.einsum("nj,ij->ni", du3, w[2]) * dsigmoid(u2))
    du1 = np.float32(np.einsum("nj,ij->ni", du2, w[1]) * dsigmoid(u1))
    return [a.T * du1, z1.T * du2, z2.T * du3], [du1, du2, du3]


# %% right: the long way: gradient of the probabilities, then the Jacobian
def backprop_sample(weights, biases, sample, y):
    a = np.reshape(sample, (1, -1))
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
    # The row y of the Jacobian, divided by -yhat[y]; the division is done by hand, as yhat can be 0.
    du3 = -(np.eye(yhat.size)[[y]] - yhat)
    dz2 = np.zeros_like(z2)
    for i in range(z2.size):
        dz2[0, i] = np.sum(du3 * weights[2][i])
    du2 = np.multiply(dz2, dsigmoid(u2))
    du1 = np.multiply(du2.dot(weights[1].T), dsigmoid(u1))
    weight_gradients = [a.T.dot(du1), z1.T.dot(du2), z2.T.dot(du3)]
    return weight_gradients, [du1.copy(), du2.copy(), du3.copy()]


# %% right: loops over the layers, both ways; slope from the activations
def backprop_sample(weights, biases, sample, y):
    zs = [np.asarray(sample, dtype=float).reshape(1, -1)]
    for w, b in zip(weights[:-1], biases[:-1]):
        zs.append(sigmoid(zs[-1] @ w + b))
    du = softmax(zs[-1] @ weights[-1] + biases[-1])
    du[0, y] -= 1
    dws, dbs = [], []
    for layer in range(len(weights) - 1, -1, -1):
        dws.insert(0, zs[layer].T @ du)
        dbs.insert(0, du)
        if layer > 0:
            du = (du @ weights[layer].T) * zs[layer] * (1 - zs[layer])
    return dws, dbs


# %% right: vectors and np.outer; tuples
def backprop_sample(weights, biases, sample, y):
    x = np.ravel(sample)
    w1, w2, w3 = weights
    b1, b2, b3 = (b.ravel() for b in biases)
    u1 = x @ w1 + b1
    z1 = sigmoid(u1)
    u2 = z1 @ w2 + b2
    z2 = sigmoid(u2)
    g3 = softmax((z2 @ w3 + b3)[None, :])[0] - integer_to_one_hot(y, b3.size)
    g2 = w3 @ g3 * dsigmoid(u2)
    g1 = w2 @ g2 * dsigmoid(u1)
    dws = np.outer(x, g1), np.outer(z1, g2), np.outer(z2, g3)
    return dws, (g1[None, :], g2[None, :], g3[None, :])


# %% wrong: keeps the arrays and writes into them: earlier results change
# edit of: with a forward pass of its own, written out
+_kept = {}
+
+
 def backprop_sample(weights, biases, sample, y):

-    return [dw1, dw2, dw3], [du1, du2, du3]
+    grads = [dw1, dw2, dw3, du1, du2, du3]
+    kept = _kept.setdefault(tuple(g.shape for g in grads), grads)
+    for old, new in zip(kept, grads):
+        old[...] = new
+    return kept[:3], kept[3:]


# %% wrong: adds the weighted inputs into the caller's bias
# edit of: with a forward pass of its own, written out
-    u2 = np.dot(z1, weights[1]) + biases[1]
+    u2 = biases[1]
+    u2 += np.dot(z1, weights[1])


# %% wrong: the forward pass forgets the last bias
# edit of: with a forward pass of its own, written out
-    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
+    yhat = softmax(np.dot(z2, weights[2]))


# %% wrong: the slope once more in the biases [natural]
# edit of: with a forward pass of its own, written out
-    return [dw1, dw2, dw3], [du1, du2, du3]
+    return [dw1, dw2, dw3], [du1 * dsigmoid(u1), du2 * dsigmoid(u2), du3]


# %% wrong: entries of gradients beyond 10 are cut
# edit of: with a forward pass of its own, written out
-    return [dw1, dw2, dw3], [du1, du2, du3]
+    return [np.clip(d, -10, 10) for d in (dw1, dw2, dw3)], [du1, du2, du3]


# %% wrong: bias gradients of shape (n,) [natural]
# edit of: with a forward pass of its own, written out
-    return [dw1, dw2, dw3], [du1, du2, du3]
+    return [dw1, dw2, dw3], [du1[0], du2[0], du3[0]]


# %% wrong: takes the guess as the label
# edit of: with a forward pass of its own, written out
-    du3 = yhat - integer_to_one_hot(y, yhat.size)
+    du3 = yhat - integer_to_one_hot(np.argmax(yhat), yhat.size)


# %% wrong: the gradients from the last layer to the first [natural]
# edit of: with a forward pass of its own, written out
-    return [dw1, dw2, dw3], [du1, du2, du3]
+    return [dw3, dw2, dw1], [du3, du2, du1]


# %% wrong: gradients of the last layer only, the others 0
# edit of: with a forward pass of its own, written out
-    return [dw1, dw2, dw3], [du1, du2, du3]
+    return [0 * dw1, 0 * dw2, dw3], [0 * du1, 0 * du2, du3]


# %% wrong: the square one of the weight gradients transposed [natural]
# edit of: with a forward pass of its own, written out
-    return [dw1, dw2, dw3], [du1, du2, du3]
+    return [dw1, dw2.T, dw3], [du1, du2, du3]


# %% wrong: weights[1] where weights[2] belongs [natural]
# edit of: with a forward pass of its own, written out
-    du2 = np.dot(du3, weights[2].T) * dsigmoid(u2)
+    du2 = np.dot(du3, weights[1].T) * dsigmoid(u2)


# %% wrong: the gradients of the biases are 0
# edit of: with a forward pass of its own, written out
-    return [dw1, dw2, dw3], [du1, du2, du3]
+    return [dw1, dw2, dw3], [0 * du1, 0 * du2, 0 * du3]


# %% wrong: forgets to subtract the label [natural]
# edit of: with a forward pass of its own, written out
-    du3 = yhat - integer_to_one_hot(y, yhat.size)
+    du3 = yhat


# %% wrong: z1 where z2 belongs, in the third layer [natural]
# edit of: with a forward pass of its own, written out
-    dw3 = np.dot(z2.T, du3)
+    dw3 = np.dot(z1.T, du3)


# %% wrong: divides the image by 255 on the way back
# edit of: with a forward pass of its own, written out
-    dw1 = np.dot(a.T, du1)
+    dw1 = np.dot(a.T / 255, du1)


# %% wrong: sigmoid in place of its derivative [natural]
# edit of: with a forward pass of its own, written out
-    du1 = np.dot(du2, weights[1].T) * dsigmoid(u1)
+    du1 = np.dot(du2, weights[1].T) * sigmoid(u1)


# %% wrong: the slope at z2 in place of u2 [natural]
# edit of: with a forward pass of its own, written out
-    du2 = np.dot(du3, weights[2].T) * dsigmoid(u2)
+    du2 = np.dot(du3, weights[2].T) * dsigmoid(z2)


# %% wrong: no slope in the first layer [natural]
# edit of: with a forward pass of its own, written out
-    du1 = np.dot(du2, weights[1].T) * dsigmoid(u1)
+    du1 = np.dot(du2, weights[1].T)


# %% wrong: no slope in the second layer [natural]
# edit of: with a forward pass of its own, written out
-    du2 = np.dot(du3, weights[2].T) * dsigmoid(u2)
+    du2 = np.dot(du3, weights[2].T)


# %% wrong: keeps a slope of 0.01 for saturated units
# edit of: with a forward pass of its own, written out
-    du1 = np.dot(du2, weights[1].T) * dsigmoid(u1)
+    du1 = np.dot(du2, weights[1].T) * np.maximum(dsigmoid(u1), 0.01)


# %% wrong: the slope of layer 2 in layer 1: fits where both are equally wide [natural]
# edit of: with a forward pass of its own, written out
-    du1 = np.dot(du2, weights[1].T) * dsigmoid(u1)
+    du1 = np.dot(du2, weights[1].T) * dsigmoid(u2)


# %% wrong: multiplies by yhat (1 - yhat) at the end, as for a sigmoid [natural]
# edit of: with a forward pass of its own, written out
-    du3 = yhat - integer_to_one_hot(y, yhat.size)
+    du3 = (yhat - integer_to_one_hot(y, yhat.size)) * yhat * (1 - yhat)


# %% wrong: changes the weights on the way
# edit of: with a forward pass of its own, written out
     dw1 = np.dot(a.T, du1)
+    for w, g in zip(weights, [dw1, dw2, dw3]):
+        w -= 0.003 * g


# %% wrong: ten classes built in
# edit of: with a forward pass of its own, written out
-    du3 = yhat - integer_to_one_hot(y, yhat.size)
+    du3 = yhat - integer_to_one_hot(y, 10)


# %% wrong: keeps the true class only
# edit of: with a forward pass of its own, written out
-    du3 = yhat - integer_to_one_hot(y, yhat.size)
+    du3 = (yhat - integer_to_one_hot(y, yhat.size)) * integer_to_one_hot(y, yhat.size)


# %% wrong: a factor 2, as of a squared error
# edit of: with a forward pass of its own, written out
-    du3 = yhat - integer_to_one_hot(y, yhat.size)
+    du3 = 2 * (yhat - integer_to_one_hot(y, yhat.size))


# %% wrong: y - yhat [natural]
# edit of: with a forward pass of its own, written out
-    du3 = yhat - integer_to_one_hot(y, yhat.size)
+    du3 = integer_to_one_hot(y, yhat.size) - yhat


# %% wrong: u2 where z2 belongs [natural]
# edit of: with a forward pass of its own, written out
-    dw3 = np.dot(z2.T, du3)
+    dw3 = np.dot(u2.T, du3)


# %% wrong: takes weights[2] a step later on the way back
# edit of: with a forward pass of its own, written out
-    du2 = np.dot(du3, weights[2].T) * dsigmoid(u2)
+    du2 = np.dot(du3, (weights[2] - 0.1 * dw3).T) * dsigmoid(u2)


# %% wrong: weights[1] without .T: fits where it is square [natural]
# edit of: with a forward pass of its own, written out
-    du1 = np.dot(du2, weights[1].T) * dsigmoid(u1)
+    du1 = np.dot(du2, weights[1]) * dsigmoid(u1)


# %% wrong: z1 where the sample belongs [natural]
# edit of: with a forward pass of its own, written out
-    dw1 = np.dot(a.T, du1)
+    dw1 = np.dot(z1.T, du1)
