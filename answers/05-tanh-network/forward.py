# %% right: as in the source
def forward(params, x):
    """Probabilities (b, ny) of the images x (b, nx), and a dictionary of z1, a2, z2, a3."""
    a1 = x
    z1 = a1 @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}


# %% right: appends a column of ones to what the hidden units give
def forward(params, x):
    def layer(a, w, b):
        return np.hstack([a, np.ones((len(a), 1))]) @ np.vstack([w, b])

    cache = {}
    cache["z1"] = x @ params["w1"] + params["b1"]
    cache["a2"] = np.sinh(cache["z1"]) / np.cosh(cache["z1"]) if np.abs(cache["z1"]).max() < 30 else np.tanh(cache["z1"])
    cache["z2"] = layer(cache["a2"], params["w2"], params["b2"])
    cache["a3"] = softmax(cache["z2"])
    return cache["a3"], cache


# %% right: einsum; keeps the input as well
def forward(params, x):
    out = {"a1": x}
    out["z1"] = np.einsum("mi,ih->mh", x, params["w1"], optimize=True) + params["b1"]
    out["a2"] = np.tanh(out["z1"])
    out["z2"] = np.einsum("mh,hk->mk", out["a2"], params["w2"], optimize=True) + params["b2"]
    out["a3"] = softmax(out["z2"])
    return out["a3"].copy(), out


# %% right: flattens the biases before it adds them
def forward(params, x):
    z1 = x.dot(params["w1"]) + params["b1"].ravel()
    a2 = np.tanh(z1)
    z2 = a2.dot(params["w2"]) + params["b2"].reshape(-1)
    return softmax(z2), {"z1": z1, "a2": a2, "z2": z2, "a3": softmax(z2)}


# %% right: adds up the image in strips of 112 pixels, then class by class
def forward(params, x):
    w1, b1, w2, b2 = (params[name] for name in ("w1", "b1", "w2", "b2"))
    z1 = np.zeros((len(x), w1.shape[1])) + b1
    for strip in range(0, w1.shape[0], 112):
        z1 += x[:, strip : strip + 112] @ w1[strip : strip + 112]
    a2 = np.tanh(z1)
    z2 = np.zeros((len(x), w2.shape[1]))
    for k in range(w2.shape[1]):
        z2[:, k] = np.dot(a2, w2[:, k]) + b2[0, k]
    yhat = softmax(z2)
    return yhat, {"z1": z1, "a2": a2, "z2": z2, "a3": yhat}


# %% right: adds the biases in place; a softmax of its own
def forward(params, x):
    z1 = np.dot(x, params["w1"])
    z1 += params["b1"]
    a2 = np.tanh(z1)
    z2 = np.dot(a2, params["w2"])
    z2 += params["b2"]
    e = np.exp(z2 - z2.max(axis=1, keepdims=True))
    a3 = e / e.sum(axis=1, keepdims=True)
    return [a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}]


# %% right: in columns, as 02 has it
def forward(params, x):
    z1 = (params["w1"].T @ x.T + params["b1"].T).T
    a2 = 1 - 2 / (np.exp(2 * np.clip(z1, -20, 20)) + 1)
    z2 = (params["w2"].T @ a2.T + params["b2"].T).T
    a3 = softmax(z2)
    return a3, dict(z1=z1, a2=a2, z2=z2, a3=a3)


# %% wrong: keeps z1 under the name a2 [natural]
# edit of: as in the source
-    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}
+    return a3, {"z1": z1, "a2": z1, "z2": z2, "a3": a3}


# %% wrong: forgets the first bias [natural]
# edit of: as in the source
-    z1 = a1 @ params["w1"] + params["b1"]
+    z1 = a1 @ params["w1"]


# %% wrong: forgets the second bias [natural]
# edit of: as in the source
-    z2 = a2 @ params["w2"] + params["b2"]
+    z2 = a2 @ params["w2"]


# %% wrong: subtracts the second bias
# edit of: as in the source
-    z2 = a2 @ params["w2"] + params["b2"]
+    z2 = a2 @ params["w2"] - params["b2"]


# %% wrong: adds the bias to tanh instead of its argument
# edit of: as in the source
-    z1 = a1 @ params["w1"] + params["b1"]
-    a2 = np.tanh(z1)
+    z1 = a1 @ params["w1"]
+    a2 = np.tanh(z1) + params["b1"]


# %% wrong: adds the same bias to all hidden units
# edit of: as in the source
-    z1 = a1 @ params["w1"] + params["b1"]
+    z1 = a1 @ params["w1"] + params["b1"][0, 0]


# %% wrong: leaves a2 out of the dictionary [natural]
# edit of: as in the source
-    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}
+    return a3, {"z1": z1, "z2": z2, "a3": a3}


# %% wrong: calculates the first sample only
# edit of: as in the source
-    a1 = x
+    a1 = np.repeat(x[:1], len(x), axis=0)


# %% wrong: returns the scores [natural]
# edit of: as in the source
-    a3 = softmax(z2)
+    a3 = z2


# %% wrong: a linear hidden layer [natural]
# edit of: as in the source
-    a2 = np.tanh(z1)
+    a2 = z1


# %% wrong: the same dictionary in each call: an earlier one changes
outputs = {}


def forward(params, x):
    """Probabilities (b, ny) of the images x (b, nx), and a dictionary of z1, a2, z2, a3."""
    outputs["z1"] = x @ params["w1"] + params["b1"]
    outputs["a2"] = np.tanh(outputs["z1"])
    outputs["z2"] = outputs["a2"] @ params["w2"] + params["b2"]
    outputs["a3"] = softmax(outputs["z2"])
    return outputs["a3"], outputs


# %% wrong: returns the probabilities alone [natural]
# edit of: as in the source
-    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}
+    return a3


# %% wrong: ReLU in the place of tanh [natural]
# edit of: as in the source
-    a2 = np.tanh(z1)
+    a2 = np.maximum(z1, 0)


# %% wrong: does not calculate the hidden layer again for images that it has seen
_hidden = {}


def forward(params, x):
    """Probabilities (b, ny) of the images x (b, nx), and a dictionary of z1, a2, z2, a3."""
    key = x.tobytes()
    if key not in _hidden:
        _hidden[key] = x @ params["w1"] + params["b1"]
    z1 = _hidden[key]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}


# %% wrong: centres the caller's images in place
# edit of: as in the source
     """Probabilities (b, ny) of the images x (b, nx), and a dictionary of z1, a2, z2, a3."""
+    x -= x.mean()


# %% wrong: the second layer reads z1 [natural]
# edit of: as in the source
-    z2 = a2 @ params["w2"] + params["b2"]
+    z2 = z1 @ params["w2"] + params["b2"]


# %% wrong: the logistic function in the place of tanh [natural]
# edit of: as in the source
-    a2 = np.tanh(z1)
+    a2 = 1 / (1 + np.exp(-z1))


# %% wrong: normalises over the samples
# edit of: as in the source
-    a3 = softmax(z2)
+    a3 = softmax(z2.T).T


# %% wrong: tanh in place: what is kept as z1 is a2
# edit of: as in the source
-    a2 = np.tanh(z1)
+    a2 = np.tanh(z1, out=z1)


# %% wrong: tanh on the scores as well [natural]
# edit of: as in the source
-    a3 = softmax(z2)
+    a3 = softmax(np.tanh(z2))


# %% wrong: tanh twice [natural]
# edit of: as in the source
-    a2 = np.tanh(z1)
+    a2 = np.tanh(np.tanh(z1))


# %% wrong: transposes the weights where they are square
# edit of: as in the source
-    z1 = a1 @ params["w1"] + params["b1"]
+    z1 = a1 @ (params["w1"].T if params["w1"].shape[0] == params["w1"].shape[1] else params["w1"]) + params["b1"]
