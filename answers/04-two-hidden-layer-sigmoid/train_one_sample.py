# %% right: as in the source
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    for i in range(len(weights)):
        weights[i] -= learning_rate * weight_gradients[i]
        biases[i] -= learning_rate * bias_gradients[i]


# %% right: changes the arrays with np.subtract, and returns the lists as well
def train_one_sample(weights, biases, sample, y, learning_rate):
    gradients = backprop_sample(weights, biases, sample, y)
    for parameters, derivatives in zip((weights, biases), gradients):
        for parameter, derivative in zip(parameters, derivatives):
            np.subtract(parameter, learning_rate * derivative, out=parameter)
    return weights, biases


# %% right: the new parameters are float32
def train_one_sample(weights, biases, sample, y, learning_rate):
    for parameters, derivatives in zip((weights, biases), backprop_sample(weights, biases, sample, y)):
        for i, derivative in enumerate(derivatives):
            parameters[i] = (parameters[i] - learning_rate * derivative).astype(np.float32)


# %% right: from the last layer to the first; adds the negative step
def train_one_sample(weights, biases, sample, y, learning_rate):
    dws, dbs = backprop_sample(weights, biases, sample, y)
    layer = len(weights)
    while layer:
        layer -= 1
        biases[layer] += -learning_rate * dbs[layer]
        weights[layer] += -learning_rate * dws[layer]


# %% right: puts new arrays into the lists
def train_one_sample(weights, biases, sample, y, learning_rate):
    dws, dbs = backprop_sample(weights, biases, sample, y)
    for i in range(3):
        weights[i] = weights[i] - learning_rate * dws[i]
        biases[i] = biases[i] - learning_rate * dbs[i]


# %% right: measures the loss before the step, and returns it
def train_one_sample(weights, biases, sample, y, learning_rate):
    loss, _ = feed_forward_sample(weights, biases, sample, y)
    dws, dbs = backprop_sample(weights, biases, sample, y)
    for w, b, dw, db in zip(weights, biases, dws, dbs):
        w -= learning_rate * dw
        b -= learning_rate * db
    return loss


# %% right: replaces the content of the lists by slices
def train_one_sample(weights, biases, sample, y, learning_rate):
    dws, dbs = backprop_sample(weights, biases, sample, y)
    weights[:] = [w - learning_rate * dw for w, dw in zip(weights, dws)]
    biases[:] = [b - learning_rate * db for b, db in zip(biases, dbs)]


# %% wrong: subtracts the gradient of the biases from the weights: broadcasting fits [natural]
# edit of: as in the source
-        weights[i] -= learning_rate * weight_gradients[i]
+        weights[i] -= learning_rate * bias_gradients[i]


# %% wrong: entries of gradients beyond 10 are cut
# edit of: as in the source
     weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
+    weight_gradients = [np.clip(g, -10, 10) for g in weight_gradients]


# %% wrong: long gradients are shortened
# edit of: as in the source
     weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
+    weight_gradients = [g / max(1, np.linalg.norm(g) / 10) for g in weight_gradients]


# %% wrong: shrinks the weights a little in each step
# edit of: as in the source
-        weights[i] -= learning_rate * weight_gradients[i]
+        weights[i] -= learning_rate * (weight_gradients[i] + 0.01 * weights[i])


# %% wrong: divides by the learning rate
# edit of: as in the source
-        weights[i] -= learning_rate * weight_gradients[i]
+        weights[i] -= weight_gradients[i] / learning_rate


# %% wrong: the lecture's 0.003 built in [natural]
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    for i in range(len(weights)):
        weights[i] -= 0.003 * weight_gradients[i]
        biases[i] -= 0.003 * bias_gradients[i]


# %% wrong: changes the global lists, as in the lecture
# edit of: as in the source
     """One step downhill for one sample: changes both lists, returns nothing."""
+    weights, biases = globals()["weights"], globals()["biases"]


# %% wrong: computes the gradient anew after each layer
# edit of: as in the source
     for i in range(len(weights)):
+        weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)


# %% wrong: leaves the last layer out
# edit of: as in the source
-    for i in range(len(weights)):
+    for i in range(len(weights) - 1):


# %% wrong: ignores the learning rate [natural]
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    for i in range(len(weights)):
        weights[i] -= weight_gradients[i]
        biases[i] -= bias_gradients[i]


# %% wrong: gives the names to new lists, which are lost [natural]
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    weights = [w - learning_rate * g for w, g in zip(weights, weight_gradients)]
    biases = [b - learning_rate * g for b, g in zip(biases, bias_gradients)]


# %% wrong: the label of another class
# edit of: as in the source
-    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
+    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, (y + 1) % biases[-1].size)


# %% wrong: leaves the biases alone [natural]
# edit of: as in the source
-        biases[i] -= learning_rate * bias_gradients[i]
+        pass


# %% wrong: no step where the guess is right already
# edit of: as in the source
     """One step downhill for one sample: changes both lists, returns nothing."""
+    if feed_forward_sample(weights, biases, sample, y)[1][int(y)] == 1:
+        return


# %% wrong: returns new lists in place of changing the old ones [natural]
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    weights = [w - learning_rate * g for w, g in zip(weights, weight_gradients)]
    biases = [b - learning_rate * g for b, g in zip(biases, bias_gradients)]
    return weights, biases


# %% wrong: scales the caller's sample
# edit of: as in the source
     """One step downhill for one sample: changes both lists, returns nothing."""
+    sample *= 0.5


# %% wrong: takes the step twice
# edit of: as in the source
-    for i in range(len(weights)):
+    for i in [0, 1, 2, 0, 1, 2]:


# %% wrong: adds the gradient [natural]
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    for i in range(len(weights)):
        weights[i] += learning_rate * weight_gradients[i]
        biases[i] += learning_rate * bias_gradients[i]
