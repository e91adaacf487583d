# %% right: as in the source
def backward(x, params, outputs, y):
    """Gradients d_w1, d_b1, d_w2, d_b2 of the mean loss; outputs is the dictionary of forward."""
    m = y.shape[0]
    d_z2 = outputs["a3"] - y
    d_w2 = outputs["a2"].T @ d_z2 / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = d_z2 @ params["w2"].T
    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
    d_w1 = x.T @ d_z1 / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}


# %% right: the biases of the second layer as weights of a feature that is 1
def tanh_backward(d_a2, outputs):
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y):
    def extended(a):
        return np.concatenate([a, np.ones((len(a), 1))], axis=1)

    d_z2 = outputs["a3"] - y
    d_z1 = tanh_backward(d_z2 @ np.swapaxes(params["w2"], 0, 1), outputs)
    second = extended(outputs["a2"]).T @ d_z2 / len(y)
    d_w1, d_b1 = x.T @ d_z1 / len(y), np.ones((1, len(y))) @ d_z1 / len(y)
    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": second[:-1], "d_b2": second[-1:]}


# %% right: einsum, and the slope from z1
def tanh_backward(d_a2, outputs):
    return d_a2 / np.cosh(np.clip(outputs["z1"], -300, 300)) ** 2


def backward(x, params, outputs, y):
    d_z2 = (outputs["a3"] - y) / len(y)
    d_z1 = tanh_backward(np.einsum("mk,hk->mh", d_z2, params["w2"], optimize=True), outputs)
    return {
        "d_w1": np.einsum("mi,mh->ih", x, d_z1, optimize=True),
        "d_b1": np.einsum("mh->h", d_z1)[None, :],
        "d_w2": np.einsum("mh,mk->hk", outputs["a2"], d_z2, optimize=True),
        "d_b2": np.einsum("mk->k", d_z2).reshape(1, -1),
    }


# %% right: works in place on a copy; one entry more in the dictionary
def tanh_backward(d_a2, outputs):
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y):
    delta = outputs["a3"].copy()
    delta -= y
    delta /= len(y)
    grads = {"d_w2": outputs["a2"].T @ delta, "d_b2": delta.sum(axis=0, keepdims=True)}
    delta = tanh_backward(delta @ params["w2"].T, outputs)
    grads |= {"d_w1": x.T @ delta, "d_b1": delta.sum(axis=0, keepdims=True)}
    grads["samples"] = len(y)
    return grads


# %% right: class by class, and the image in strips of 112 pixels
def tanh_backward(d_a2, outputs):
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y):
    m = len(x)
    grads = {"d_" + name: np.zeros(value.shape) for name, value in params.items()}
    above = np.zeros(outputs["a2"].shape)
    for k in range(y.shape[1]):
        error = outputs["a3"][:, k] - y[:, k]
        grads["d_w2"][:, k] = error @ outputs["a2"] / m
        grads["d_b2"][0, k] = sum(error) / m
        above += np.outer(error, params["w2"][:, k])
    below = tanh_backward(above, outputs)
    for strip in range(0, x.shape[1], 112):
        grads["d_w1"][strip : strip + 112] = x[:, strip : strip + 112].T @ below / m
    for unit in range(below.shape[1]):
        grads["d_b1"][0, unit] = below[:, unit].sum() / m
    return grads


# %% right: divides by m at the start; (1 - a)(1 + a); ones for the biases
def tanh_backward(d_a2, outputs):
    a = outputs["a2"]
    return (1 - a) * (1 + a) * d_a2


def backward(x, params, outputs, y):
    m = x.shape[0]
    ones = np.ones((1, m))
    d_z2 = (outputs["a3"] - y) / m
    d_z1 = tanh_backward(np.dot(d_z2, params["w2"].T), outputs)
    return {"d_b2": ones @ d_z2, "d_w2": np.dot(outputs["a2"].T, d_z2), "d_b1": ones @ d_z1, "d_w1": np.dot(x.T, d_z1)}


# %% right: takes 1 off at the true class
def tanh_backward(d_a2, outputs):
    """Gradient (b, nh) with respect to z1, from that with respect to a2."""
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y):
    """Gradients d_w1, d_b1, d_w2, d_b2 of the mean loss; outputs is the dictionary of forward."""
    m = y.shape[0]
    d_z2 = np.array(outputs["a3"])
    d_z2[np.arange(m), np.argmax(y, axis=1)] -= 1
    d_w2 = outputs["a2"].T @ d_z2 / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = d_z2 @ params["w2"].T
    d_z1 = tanh_backward(d_a2, outputs)
    d_w1 = x.T @ d_z1 / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}


# %% right: the slope of tanh as 1 / cosh²
def tanh_backward(d_a2, outputs):
    """Gradient (b, nh) with respect to z1, from that with respect to a2."""
    return d_a2 / np.cosh(outputs["z1"]) ** 2


def backward(x, params, outputs, y):
    """Gradients d_w1, d_b1, d_w2, d_b2 of the mean loss; outputs is the dictionary of forward."""
    m = y.shape[0]
    d_z2 = outputs["a3"] - y
    d_w2 = outputs["a2"].T @ d_z2 / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = d_z2 @ params["w2"].T
    d_z1 = tanh_backward(d_a2, outputs)
    d_w1 = x.T @ d_z1 / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}


# %% right: through -y / yhat and the Jacobian of softmax; in columns
def tanh_backward(d_a2, outputs):
    return np.multiply(d_a2, 1 - np.square(np.tanh(outputs["z1"])))


def backward(x, params, outputs, y):
    m = y.shape[0]
    a = outputs["a3"]
    g = -y / np.maximum(a, 1e-30)
    d_z2 = a * (g - np.sum(a * g, axis=1, keepdims=True))
    d_a2 = (params["w2"] @ d_z2.T).T
    d_z1 = tanh_backward(d_a2, outputs)
    return {
        "d_w1": (d_z1.T @ x).T / m,
        "d_b1": d_z1.mean(axis=0, keepdims=True),
        "d_w2": (d_z2.T @ outputs["a2"]).T / m,
        "d_b2": d_z2.mean(axis=0, keepdims=True),
    }


# %% wrong: keeps the arrays of each shape and writes into them: earlier results change
# edit of: as in the source
-def backward(x, params, outputs, y):
+_kept = {}
+
+
+def backward(x, params, outputs, y):

-    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
+    grads = {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
+    kept = _kept.setdefault((d_w1.shape, d_w2.shape, d_w1.dtype), grads)
+    for name, value in grads.items():
+        kept[name][...] = value
+    return kept


# %% wrong: the first bias's gradient before tanh [natural]
# edit of: as in the source
-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_b1 = np.sum(d_a2, axis=0, keepdims=True) / m


# %% wrong: forgets 1/m for b1 [natural]
# edit of: as in the source
-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_b1 = np.sum(d_z1, axis=0, keepdims=True)


# %% wrong: forgets 1/m for b2 [natural]
# edit of: as in the source
-    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
+    d_b2 = np.sum(d_z2, axis=0, keepdims=True)


# %% wrong: the largest in the place of the sum
# edit of: as in the source
-    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
+    d_b2 = np.max(d_z2, axis=0, keepdims=True) / m


# %% wrong: biases of shape (nh,) [natural]
# edit of: as in the source
-    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
+    d_b2 = np.sum(d_z2, axis=0) / m

-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_b1 = np.sum(d_z1, axis=0) / m


# %% wrong: zeros for the biases
# edit of: as in the source
-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_b1 = np.zeros_like(params['b1'])


# %% wrong: clips the gradients to 0.5
# edit of: as in the source
     d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_w1 = np.clip(d_w1, -0.5, 0.5)


# %% wrong: 1 - a2 to the third
# edit of: as in the source
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2 * (1 - outputs["a2"] ** 3)


# %% wrong: scales the way back by the norm of w2
# edit of: as in the source
-    d_a2 = d_z2 @ params["w2"].T
+    d_a2 = d_z2 @ params["w2"].T / np.linalg.norm(params["w2"])


# %% wrong: the output layer's gradient with z1 [natural]
# edit of: as in the source
-    d_w2 = outputs["a2"].T @ d_z2 / m
+    d_w2 = outputs["z1"].T @ d_z2 / m


# %% wrong: divides by the number of classes [natural]
# edit of: as in the source
-    m = y.shape[0]
+    m = y.shape[1]


# %% wrong: 1/m twice [natural]
# edit of: as in the source
-    d_z2 = outputs["a3"] - y
+    d_z2 = (outputs["a3"] - y) / m


# %% wrong: errors of the first two classes only
# edit of: as in the source
-    d_z2 = outputs["a3"] - y
+    d_z2 = (outputs["a3"] - y) * (np.arange(y.shape[1]) < 2)


# %% wrong: adds up the gradients of all calls
# edit of: as in the source
-def backward(x, params, outputs, y):
+memory = {}
+
+
+def backward(x, params, outputs, y):

-    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
+    grads = {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
+    for name in grads:
+        memory[name, x.shape, grads[name].shape] = grads[name] + memory.get((name, x.shape, grads[name].shape), 0)
+    return {name: memory[name, x.shape, grads[name].shape] for name in grads}


# %% wrong: subtracts the labels from the caller's probabilities
# edit of: as in the source
-    d_z2 = outputs["a3"] - y
+    d_z2 = outputs["a3"]
+    d_z2 -= y


# %% wrong: the factor yhat (1 - yhat) as well, as a squared error would have it [natural]
# edit of: as in the source
-    d_z2 = outputs["a3"] - y
+    d_z2 = (outputs["a3"] - y) * outputs["a3"] * (1 - outputs["a3"])


# %% wrong: uses only the sign of w2
# edit of: as in the source
-    d_a2 = d_z2 @ params["w2"].T
+    d_a2 = d_z2 @ np.sign(params["w2"]).T


# %% wrong: leaves the slope of tanh out [natural]
# edit of: as in the source
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2


# %% wrong: long gradients are cut off
def tanh_backward(d_a2, outputs):
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y):
    m = y.shape[0]
    d_z2 = np.zeros(y.shape)
    for i in range(m):
        d_z2[i] = outputs["a3"][i] - y[i]
    d_w2 = outputs["a2"].T @ d_z2 / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = d_z2 @ params["w2"].T
    d_z1 = tanh_backward(d_a2, outputs)
    d_w1 = x.T @ d_z1 / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    grads = {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
    return {k: v * min(1, 10 / np.linalg.norm(v)) if np.linalg.norm(v) > 10 else v for k, v in grads.items()}


# %% wrong: 1 - a2 [natural]
# edit of: as in the source
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2 * (1 - outputs["a2"])


# %% wrong: divides the biases by their own number: right for as many samples as units
# edit of: as in the source
-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / d_z1.shape[1]


# %% wrong: takes the decided class for the probability
# edit of: as in the source
-    d_z2 = outputs["a3"] - y
+    d_z2 = np.round(outputs["a3"]) - y


# %% wrong: y - yhat [natural]
# edit of: as in the source
-    d_z2 = outputs["a3"] - y
+    d_z2 = y - outputs["a3"]


# %% wrong: squares the caller's a2 in place
# edit of: as in the source
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    a = outputs["a2"]
+    np.multiply(a, a, out=a)
+    d_z1 = d_a2 * (1 - a)


# %% wrong: a2 (1 - a2), the slope of the logistic function [natural]
# edit of: as in the source
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2 * outputs["a2"] * (1 - outputs["a2"])


# %% wrong: takes z1 for its tanh [natural]
# edit of: as in the source
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2 * (1 - outputs["z1"] ** 2)


# %% wrong: sums in the place of means [natural]
# edit of: as in the source
-    d_w2 = outputs["a2"].T @ d_z2 / m
-    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
+    d_w2 = outputs["a2"].T @ d_z2
+    d_b2 = np.sum(d_z2, axis=0, keepdims=True)

-    d_w1 = x.T @ d_z1 / m
-    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
+    d_w1 = x.T @ d_z1
+    d_b1 = np.sum(d_z1, axis=0, keepdims=True)


# %% wrong: the lecture's line [natural]
# edit of: as in the source
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2 * (1 - np.tanh(outputs["a2"]) ** 2)


# %% wrong: forgets 1/m for w1 [natural]
# edit of: as in the source
-    d_w1 = x.T @ d_z1 / m
+    d_w1 = x.T @ d_z1


# %% wrong: forgets .T where w2 is square
# edit of: as in the source
-    d_a2 = d_z2 @ params["w2"].T
+    d_a2 = d_z2 @ (params["w2"] if params["w2"].shape[0] == params["w2"].shape[1] else params["w2"].T)


# %% wrong: adds a weight decay that nobody asked for
# edit of: as in the source
-    d_w2 = outputs["a2"].T @ d_z2 / m
+    d_w2 = outputs["a2"].T @ d_z2 / m + 1e-3 * params["w2"]


# %% wrong: divides by the number of hidden units [natural]
# edit of: as in the source
-    d_w1 = x.T @ d_z1 / m
+    d_w1 = x.T @ d_z1 / d_z1.shape[1]


# %% wrong: the sum of the biases runs along the rows [natural]
# edit of: as in the source
-    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
+    d_b2 = np.sum(d_z2, axis=1, keepdims=True) / m


# %% wrong: forgets to transpose w2 [natural]
# edit of: as in the source
-    d_a2 = d_z2 @ params["w2"].T
+    d_a2 = d_z2 @ params["w2"]


# %% wrong: a matrix product in the place of the product entry by entry [natural]
# edit of: as in the source
-    d_z1 = d_a2 * (1 - outputs["a2"] ** 2)
+    d_z1 = d_a2 @ (1 - outputs["a2"] ** 2)


# %% wrong: forgets return [natural]
# edit of: as in the source
-    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
+    grads = {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
