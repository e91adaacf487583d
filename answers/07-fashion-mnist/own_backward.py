# %% right: as in the source
def softmax(x):
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}


def backward(x, params, outputs, y):
    m = y.shape[0]
    d_z2 = (outputs["a3"] - y) / m
    d_z1 = (d_z2 @ params["w2"].T) * (1 - outputs["a2"] ** 2)
    return {
        "d_w1": x.T @ d_z1,
        "d_b1": np.sum(d_z1, axis=0, keepdims=True),
        "d_w2": outputs["a2"].T @ d_z2,
        "d_b2": np.sum(d_z2, axis=0, keepdims=True),
    }


own_forward, own_backward = forward, backward


# %% right: Einstein sums
def softmax(x):
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}


def backward(x, params, outputs, y):
    m = y.shape[0]
    d_z2 = outputs["a3"] - y
    d_w2 = np.einsum("ni,nj->ij", outputs["a2"], d_z2) / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = np.einsum("nj,ij->ni", d_z2, params["w2"])
    d_z1 = d_a2 / np.cosh(outputs["z1"]) ** 2
    d_w1 = np.einsum("ni,nj->ij", x, d_z1) / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}


own_forward, own_backward = forward, backward


# %% right: one function of its own for each layer
def softmax(x):
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}


def through_dense(values, weights, d_out):
    return values.T @ d_out, d_out.sum(axis=0, keepdims=True), d_out @ weights.T


def backward(x, params, outputs, y):
    d_z2 = (outputs["a3"] - y) * (1 / len(x))
    d_w2, d_b2, d_a2 = through_dense(outputs["a2"], params["w2"], d_z2)
    d_w1, d_b1, _ = through_dense(x, params["w1"], d_a2 * (1 - np.square(outputs["a2"])))
    return {"d_b1": d_b1, "d_b2": d_b2, "d_w1": d_w1, "d_w2": d_w2}


own_forward, own_backward = forward, backward


# %% right: the lecture's backward, repaired, with the mean at the end
def softmax(x):
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}


def backward(x, params, outputs, y):
    m = y.shape[0]
    d_z2 = outputs["a3"] - y
    d_w2 = outputs["a2"].T @ d_z2 / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = d_z2 @ params["w2"].T
    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
    d_w1 = x.T @ d_z1 / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}


own_forward, own_backward = forward, backward


# %% right: needs nothing but the probabilities from forward
def softmax(x):
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, a3


def backward(x, params, outputs, y):
    error = np.asarray(outputs - y, dtype=float) / len(y)
    hidden = np.tanh(x @ params["w1"] + params["b1"])
    delta = np.dot(error, params["w2"].T) * (1 - hidden) * (1 + hidden)
    ones = np.ones((1, len(x)))
    return dict(d_w1=np.dot(x.T, delta), d_b1=ones @ delta, d_w2=np.dot(hidden.T, error), d_b2=ones @ error)


own_forward, own_backward = forward, backward


# %% right: a loop over the samples
def softmax(x):
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}


def backward(x, params, outputs, y):
    m = len(x)
    sums = {f"d_{name}": np.zeros(value.shape) for name, value in params.items()}
    for i in range(m):
        d_z2 = outputs["a3"][i] - y[i]
        d_z1 = params["w2"] @ d_z2 * (1 - outputs["a2"][i] ** 2)
        sums["d_w2"] += np.outer(outputs["a2"][i], d_z2)
        sums["d_b2"] += d_z2
        sums["d_w1"] += np.outer(x[i], d_z1)
        sums["d_b1"] += d_z1
    return {name: value / m for name, value in sums.items()}


own_forward, own_backward = forward, backward


# %% wrong: the first bias sees no tanh
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_b1 = np.sum(d_a2, axis=0, keepdims=True) / m


# %% wrong: the forward pass forgets the second bias
# edit of: the lecture's backward, repaired, with the mean at the end
-    z2 = a2 @ params["w2"] + params["b2"]
+    z2 = a2 @ params["w2"]


# %% wrong: changes y in place
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_z2 = outputs["a3"] - y
+    d_z2 = np.subtract(outputs["a3"], y, out=y)


# %% wrong: takes the step at once, in the caller's parameters
# edit of: the lecture's backward, repaired, with the mean at the end
     d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    params["w1"] -= 0.1 * d_w1


# %% wrong: a softmax over the samples
# edit of: the lecture's backward, repaired, with the mean at the end
-    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
-    return x_expo / np.sum(x_expo, axis=1, keepdims=True)
+    x_expo = np.exp(x - np.max(x, axis=0, keepdims=True))
+    return x_expo / np.sum(x_expo, axis=0, keepdims=True)


# %% wrong: the biases' gradients lose an axis
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
+    d_b2 = np.sum(d_z2, axis=0) / m

-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_b1 = np.sum(d_z1, axis=0) / m


# %% wrong: a global in place of the outputs
# edit of: as in the source
-    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}
+    global kept
+    kept = {"z1": z1, "a2": a2, "z2": z2, "a3": a3}
+    return a3, kept

     m = y.shape[0]
+    global kept
+    outputs = kept


# %% wrong: the factor of a logistic output
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_z2 = outputs["a3"] - y
+    d_z2 = (outputs["a3"] - y) * outputs["a3"] * (1 - outputs["a3"])


# %% wrong: divides by a fixed number of samples
# edit of: the lecture's backward, repaired, with the mean at the end
-    m = y.shape[0]
+    m = 2 if len(y) == 2 else 5


# %% wrong: the biases' gradients are sums
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
+    d_b2 = np.sum(d_z2, axis=0, keepdims=True)

-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_b1 = np.sum(d_z1, axis=0, keepdims=True)


# %% wrong: leaves out the derivative of tanh [natural]
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2


# %% wrong: a sum over the samples [natural]
# edit of: the lecture's backward, repaired, with the mean at the end
-    m = y.shape[0]
+    m = 1


# %% wrong: large scores overflow
# edit of: as in the source
-    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
+    x_expo = np.exp(x)


# %% wrong: w2 is not transposed: fits where it is square [natural]
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_a2 = d_z2 @ params["w2"].T
+    d_a2 = d_z2 @ (params["w2"] if len(params["w2"]) == d_z2.shape[1] else params["w2"].T)


# %% wrong: the lecture's line: tanh of what is a tanh already
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2 * (1 - np.tanh(outputs["a2"]) ** 2)


# %% wrong: goes back through the updated w2
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_a2 = d_z2 @ params["w2"].T
+    d_a2 = d_z2 @ (params["w2"] - 0.1 * d_w2).T


# %% wrong: y minus the probabilities [natural]
# edit of: the lecture's backward, repaired, with the mean at the end
-    d_z2 = outputs["a3"] - y
+    d_z2 = y - outputs["a3"]
