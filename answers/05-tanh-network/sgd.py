# %% right: as in the source
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    return {name: value - eta * grads["d_" + name] for name, value in params.items()}


# %% right: one line for each, as the lecture has it
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    params["w1"] = params["w1"] - eta * grads["d_w1"]
    params["b1"] = params["b1"] - eta * grads["d_b1"]
    params["w2"] = params["w2"] - eta * grads["d_w2"]
    params["b2"] = params["b2"] - eta * grads["d_b2"]
    return params


# %% right: copies in float32, np.subtract
def sgd(params, grads, eta):
    steps = {key[2:]: np.multiply(-eta, value) for key, value in grads.items()}
    return {key: np.add(params[key], steps[key]).astype(np.float32) for key in params}


# %% right: works in place on the arrays
def sgd(params, grads, eta):
    for name in params:
        params[name] -= eta * grads[f"d_{name}"]
    return params


# %% right: returns a new dictionary
def sgd(params, grads, eta):
    return {name: value - eta * grads["d_" + name] for name, value in params.items()}


# %% right: all parameters in one long vector, cut again afterwards
def sgd(params, grads, eta):
    names = ["b2", "b1", "w2", "w1"]
    place = np.concatenate([params[name].ravel() for name in names])
    slope = np.concatenate([grads["d_" + name].ravel() for name in names])
    place = place - slope * eta
    cuts = np.cumsum([params[name].size for name in names])[:-1]
    parts = np.split(place, cuts)
    return {name: part.reshape(params[name].shape) for name, part in zip(names, parts)}


# %% right: a loop over the names, and over blocks of rows
def sgd(params, grads, eta):
    result = {}
    for name in params:
        old, slope = params[name], grads["d_" + name]
        result[name] = np.empty_like(old)
        for i in range(0, len(old), 100):
            result[name][i : i + 100] = old[i : i + 100] - eta * slope[i : i + 100]
    return result


# %% right: dict.update, and a message
def sgd(params, grads, eta):
    names = [key.removeprefix("d_") for key in grads]
    params.update({name: params[name] + grads["d_" + name] * -eta for name in names if name in params})
    return params


# %% wrong: adds the gradient of b1 [natural]
# edit of: one line for each, as the lecture has it
-    params["b1"] = params["b1"] - eta * grads["d_b1"]
+    params["b1"] = params["b1"] + eta * grads["d_b1"]


# %% wrong: forgets the learning rate for b1 [natural]
# edit of: one line for each, as the lecture has it
-    params["b1"] = params["b1"] - eta * grads["d_b1"]
+    params["b1"] = params["b1"] - grads["d_b1"]


# %% wrong: leaves b2 out [natural]
# edit of: one line for each, as the lecture has it
-    params["b2"] = params["b2"] - eta * grads["d_b2"]


# %% wrong: moves the weights only [natural]
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    params["w1"] = params["w1"] - eta * grads["d_w1"]
    params["w2"] = params["w2"] - eta * grads["d_w2"]
    return params


# %% wrong: entries of gradients beyond 10 are cut
# edit of: one line for each, as the lecture has it
     """The parameters after one step with learning rate eta."""
+    grads = {name: np.clip(value, -10, 10) for name, value in grads.items()}


# %% wrong: long gradients are shortened
# edit of: one line for each, as the lecture has it
     """The parameters after one step with learning rate eta."""
+    grads = {name: value / max(1, np.linalg.norm(value) / 10) for name, value in grads.items()}


# %% wrong: clips the gradients to ±1
# edit of: one line for each, as the lecture has it
-    params["w2"] = params["w2"] - eta * grads["d_w2"]
+    params["w2"] = params["w2"] - eta * np.clip(grads["d_w2"], -1, 1)


# %% wrong: returns the gradients [natural]
# edit of: one line for each, as the lecture has it
-    return params
+    return grads


# %% wrong: caps the learning rate at 1
# edit of: one line for each, as the lecture has it
     """The parameters after one step with learning rate eta."""
+    eta = min(eta, 1)


# %% wrong: 0.1, whatever is asked for
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    params["w1"] = params["w1"] - 0.1 * grads["d_w1"]
    params["b1"] = params["b1"] - 0.1 * grads["d_b1"]
    params["w2"] = params["w2"] - 0.1 * grads["d_w2"]
    params["b2"] = params["b2"] - 0.1 * grads["d_b2"]
    return params


# %% wrong: a momentum that remembers the last call
speed = {}


def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    v = 0.9 * speed.get(grads["d_w1"].shape, 0) + grads["d_w1"]
    speed[grads["d_w1"].shape] = v
    params["w1"] = params["w1"] - eta * v
    params["b1"] = params["b1"] - eta * grads["d_b1"]
    params["w2"] = params["w2"] - eta * grads["d_w2"]
    params["b2"] = params["b2"] - eta * grads["d_b2"]
    return params


# %% wrong: scales the parameters [natural]
# edit of: one line for each, as the lecture has it
-    params["w2"] = params["w2"] - eta * grads["d_w2"]
+    params["w2"] = params["w2"] * (1 - eta * grads["d_w2"])


# %% wrong: returns nothing [natural]
# edit of: one line for each, as the lecture has it
-    return params


# %% wrong: returns the step, not where it leads [natural]
# edit of: one line for each, as the lecture has it
-    params["w1"] = params["w1"] - eta * grads["d_w1"]
+    params["w1"] = -eta * grads["d_w1"]


# %% wrong: scales the caller's gradients
# edit of: one line for each, as the lecture has it
-    params["w1"] = params["w1"] - eta * grads["d_w1"]
+    grads["d_w1"] *= eta
+    params["w1"] = params["w1"] - grads["d_w1"]


# %% wrong: steps of equal length
# edit of: one line for each, as the lecture has it
-    params["w1"] = params["w1"] - eta * grads["d_w1"]
+    params["w1"] = params["w1"] - eta * np.sign(grads["d_w1"])


# %% wrong: swaps the gradients of the biases where their shapes agree
# edit of: one line for each, as the lecture has it
-    params["b1"] = params["b1"] - eta * grads["d_b1"]
+    params["b1"] = params["b1"] - eta * (grads["d_b2"] if grads["d_b1"].shape == grads["d_b2"].shape else grads["d_b1"])


# %% wrong: adds the gradient [natural]
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    params["w1"] = params["w1"] + eta * grads["d_w1"]
    params["b1"] = params["b1"] + eta * grads["d_b1"]
    params["w2"] = params["w2"] + eta * grads["d_w2"]
    params["b2"] = params["b2"] + eta * grads["d_b2"]
    return params


# %% wrong: shrinks the weights as well
# edit of: one line for each, as the lecture has it
-    params["w1"] = params["w1"] - eta * grads["d_w1"]
+    params["w1"] = 0.99 * params["w1"] - eta * grads["d_w1"]


# %% wrong: forgets the learning rate [natural]
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    params["w1"] = params["w1"] - grads["d_w1"]
    params["b1"] = params["b1"] - grads["d_b1"]
    params["w2"] = params["w2"] - grads["d_w2"]
    params["b2"] = params["b2"] - grads["d_b2"]
    return params


# %% wrong: moves w2 by the mean of w1's gradient
# edit of: one line for each, as the lecture has it
-    params["w2"] = params["w2"] - eta * grads["d_w2"]
+    params["w2"] = params["w2"] - eta * np.mean(grads["d_w1"])


# %% wrong: the gradient's name without d_ [natural]
# edit of: as in the source
-    return {name: value - eta * grads["d_" + name] for name, value in params.items()}
+    return {name: value - eta * grads[name] for name, value in params.items()}


# %% wrong: scales the parameter in the place of the gradient [natural]
# edit of: as in the source
-    return {name: value - eta * grads["d_" + name] for name, value in params.items()}
+    return {name: eta * value - grads["d_" + name] for name, value in params.items()}
