# %% right: as in the source
def forward(weights, biases, sample):
    """All that the forward pass of one sample meets: a, u1, z1, u2, z2 and yhat, each a row."""
    a = np.reshape(sample, (1, -1))
    u1 = np.dot(a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.dot(z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
    return a, u1, z1, u2, z2, yhat


# %% right: a loop over the layers, with the @ operator
def forward(weights, biases, sample):
    met = [np.asarray(sample).reshape(1, -1)]
    for layer in range(2):
        met.append(met[-1] @ weights[layer] + biases[layer])
        met.append(sigmoid(met[-1]))
    return (*met, softmax(met[-1] @ weights[2] + biases[2]))


# %% right: works on columns, and transposes at the end
def forward(weights, biases, sample):
    a = np.ravel(sample).reshape(-1, 1)
    u1 = weights[0].T @ a + biases[0].T
    u2 = weights[1].T @ sigmoid(u1) + biases[1].T
    u3 = weights[2].T @ sigmoid(u2) + biases[2].T
    return [part.T for part in (a, u1, sigmoid(u1), u2, sigmoid(u2))] + [softmax(u3.T)]


# %% right: einsum
def forward(weights, biases, sample):
    a = np.array(sample, copy=True).ravel()[None]
    u1 = np.einsum("bi,ij->bj", a, weights[0]) + biases[0]
    z1 = sigmoid(u1)
    u2 = np.einsum("bi,ij->bj", z1, weights[1]) + biases[1]
    z2 = sigmoid(u2)
    return a, u1, z1, u2, z2, softmax(np.einsum("bi,ij->bj", z2, weights[2]) + biases[2])


# %% wrong: the last bias is missing [natural]
# edit of: as in the source
-    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
+    yhat = softmax(np.dot(z2, weights[2]))


# %% wrong: the first bias is missing [natural]
# edit of: as in the source
-    u1 = np.dot(a, weights[0]) + biases[0]
+    u1 = np.dot(a, weights[0])


# %% wrong: the second bias is missing [natural]
# edit of: as in the source
-    u2 = np.dot(z1, weights[1]) + biases[1]
+    u2 = np.dot(z1, weights[1])


# %% wrong: hands u1 on, not z1 [natural]
# edit of: as in the source
-    u2 = np.dot(z1, weights[1]) + biases[1]
+    u2 = np.dot(u1, weights[1]) + biases[1]


# %% wrong: dsigmoid in place of sigmoid [natural]
# edit of: as in the source
-    z1 = sigmoid(u1)
+    z1 = dsigmoid(u1)


# %% wrong: no sigmoid in the first layer [natural]
# edit of: as in the source
-    z1 = sigmoid(u1)
+    z1 = u1


# %% wrong: no sigmoid in the second layer [natural]
# edit of: as in the source
-    z2 = sigmoid(u2)
+    z2 = u2


# %% wrong: sigmoid, not softmax, at the end [natural]
# edit of: as in the source
-    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
+    yhat = sigmoid(np.dot(z2, weights[2]) + biases[2])


# %% wrong: plain scores at the end [natural]
# edit of: as in the source
-    yhat = softmax(np.dot(z2, weights[2]) + biases[2])
+    yhat = np.dot(z2, weights[2]) + biases[2]


# %% wrong: the second layer takes the first bias [natural]
# edit of: as in the source
-    u2 = np.dot(z1, weights[1]) + biases[1]
+    u2 = np.dot(z1, weights[1]) + biases[0]


# %% wrong: 784 pixels built in
# edit of: as in the source
-    a = np.reshape(sample, (1, -1))
+    a = np.reshape(sample, (1, 784))


# %% wrong: divides by 255 on its own
# edit of: as in the source
-    a = np.reshape(sample, (1, -1))
+    a = np.reshape(sample, (1, -1)) / 255


# %% wrong: the sample as a vector
# edit of: as in the source
-    a = np.reshape(sample, (1, -1))
+    a = np.ravel(sample)


# %% wrong: adds the weighted inputs into the caller's bias
# edit of: as in the source
-    u1 = np.dot(a, weights[0]) + biases[0]
+    biases[0] += np.dot(a, weights[0])
+    u1 = biases[0]


# %% wrong: uses the global weights and biases, as in the lecture
# edit of: as in the source
-    u1 = np.dot(a, weights[0]) + biases[0]
+    weights, biases = init_params(np.random.default_rng(80085), (a.size, 32, 32, 10))
+    u1 = np.dot(a, weights[0]) + biases[0]
