# %% right: as in the source
def layer_error(forward, backward, X, G):
    """Largest relative error of backward(X, G), beside central differences of sum(G * forward(X))."""
    numerical = check.numerical_gradient(lambda V: np.sum(G * forward(V)), X)
    return np.max(check.relative_error(backward(X, G), numerical))


place = "dropout1"


def witness(network, X):
    """Whether a layer of {name: (forward, backward)} has a wrong backward, seen with the images X."""
    errors = []
    for forward, backward in network.values():
        output = forward(X)
        G = np.random.default_rng(1).uniform(1, 2, size=np.shape(output))
        errors.append(layer_error(forward, backward, X, G))
        X = output
    return bool(max(errors) > 1e-3)


def mend(network, p):
    """The same network, with the wrong layer mended; the dict that is handed in stays as it is."""
    forward, backward = network["dropout1"]
    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}


# %% right: looks at the dropout layer alone, with an input of ones
def layer_error(forward, backward, X, G):
    def loss(V):
        return float(np.sum(G * forward(V)))

    analytic, numerical = backward(X, G), check.numerical_gradient(loss, X)
    return float(check.relative_error(analytic, numerical).max())


place = "dropout1"


def witness(network, X):
    hidden = network["dlayer1"][0](X)
    ones = np.ones(np.shape(hidden))
    forward, backward = network["dropout1"]
    return not np.allclose(forward(ones), backward(ones, ones))


def mend(network, p):
    mended = dict(network)
    forward, _ = network["dropout1"]

    def backward(X, G):
        return G * forward(np.ones(np.shape(X)))

    mended["dropout1"] = (forward, backward)
    return mended


# %% right: own central differences, entry by entry
def layer_error(forward, backward, X, G):
    X = np.array(X, dtype=float)
    analytic, worst = np.asarray(backward(X, G)), 0.0
    for place_in_X in np.ndindex(X.shape):
        step = np.zeros(X.shape)
        step[place_in_X] = 1e-5
        slope = (np.sum(G * forward(X + step)) - np.sum(G * forward(X - step))) / 2e-5
        size = max(abs(slope) + abs(analytic[place_in_X]), 1e-8)
        worst = max(worst, abs(slope - analytic[place_in_X]) / size)
    return worst


place = "dropout1"


def witness(network, X):
    for name in ["dlayer1", "alayer1", "dropout1", "dlayer2", "softmax"]:
        forward, backward = network[name]
        output = np.asarray(forward(X))
        if layer_error(forward, backward, X, 1 + np.random.rand(*output.shape)) > 1e-2:
            return True
        X = output
    return False


def mend(network, p):
    network = network.copy()
    wrong = network["dropout1"]
    network["dropout1"] = [wrong[0], lambda X, G: wrong[1](X, G / (1 - p))]
    return network


# %% wrong: still the lecture's line [natural]
# edit of: as in the source
-    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}
+    return {**network, "dropout1": (forward, lambda X, G: backward(X, G))}


# %% wrong: multiplies by 1 - p [natural]
# edit of: as in the source
-    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}
+    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) * (1 - p))}


# %% wrong: divides by p [natural]
# edit of: as in the source
-    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}
+    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / p)}


# %% wrong: forgets the coins [natural]
# edit of: as in the source
-    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}
+    return {**network, "dropout1": (forward, lambda X, G: G / (1 - p))}


# %% wrong: takes the factor out of forward instead [natural]
# edit of: as in the source
-    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}
+    return {**network, "dropout1": (lambda X: forward(X) * (1 - p), backward)}


# %% wrong: mends the network that is handed in [natural]
# edit of: as in the source
-    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}
+    network["dropout1"] = (forward, lambda X, G: backward(X, G) / (1 - p))
+    return network


# %% wrong: forgets to return the mended network [natural]
# edit of: as in the source
-    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}
+    network = {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}


# %% wrong: the factor for p = 1/2 [natural]
# edit of: as in the source
-    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) / (1 - p))}
+    return {**network, "dropout1": (forward, lambda X, G: backward(X, G) * 2)}


# %% wrong: suspects softmax [natural]
# edit of: as in the source
-place = "dropout1"
+place = "softmax"


# %% wrong: suspects the dense layer, whose bias gets no gradient here [natural]
# edit of: as in the source
-place = "dropout1"
+place = "dlayer1"


# %% wrong: names no layer of the network [natural]
# edit of: as in the source
-place = "dropout1"
+place = "backward"


# %% wrong: a witness that sees an error everywhere [natural]
# edit of: as in the source
-    return bool(max(errors) > 1e-3)
+    return bool(max(errors) > 0)


# %% wrong: a witness that looks at the last layer only [natural]
# edit of: as in the source
-    return bool(max(errors) > 1e-3)
+    return bool(errors[-1] > 1e-3)


# %% wrong: a witness that answers True for a right network [natural]
# edit of: as in the source
-    return bool(max(errors) > 1e-3)
+    return bool(max(errors) < 1e-3)


# %% wrong: a witness that always says True
# edit of: as in the source
-    return bool(max(errors) > 1e-3)
+    return True


# %% wrong: a witness that finds a missing factor of 2 only
# edit of: as in the source
-    return bool(max(errors) > 1e-3)
+    return bool(max(errors) > 0.3)


# %% wrong: the tool forgets the gradient from above [natural]
# edit of: as in the source
-    numerical = check.numerical_gradient(lambda V: np.sum(G * forward(V)), X)
+    numerical = check.numerical_gradient(lambda V: np.sum(forward(V)), X)


# %% wrong: the tool answers whether, not how large [natural]
# edit of: as in the source
-    return np.max(check.relative_error(backward(X, G), numerical))
+    return float(np.max(check.relative_error(backward(X, G), numerical)) > 1e-3)


# %% wrong: the tool takes the mean [natural]
# edit of: as in the source
-    return np.max(check.relative_error(backward(X, G), numerical))
+    return np.mean(check.relative_error(backward(X, G), numerical))


# %% wrong: the tool takes the absolute difference [natural]
# edit of: as in the source
-    return np.max(check.relative_error(backward(X, G), numerical))
+    return np.max(np.abs(backward(X, G) - numerical))


# %% wrong: the tool skips entries that are 0 in backward
# edit of: as in the source
-    return np.max(check.relative_error(backward(X, G), numerical))
+    analytic = np.asarray(backward(X, G))
+    return np.max(np.where(analytic == 0, 0, check.relative_error(analytic, numerical)))


# %% wrong: layer_error returns nothing [natural]
# edit of: as in the source
-    return np.max(check.relative_error(backward(X, G), numerical))
+    print(np.max(check.relative_error(backward(X, G), numerical)))

-    return bool(max(errors) > 1e-3)
+    return True


# %% wrong: the error of each entry [natural]
# edit of: as in the source
-    return np.max(check.relative_error(backward(X, G), numerical))
+    return check.relative_error(backward(X, G), numerical)

-    return bool(max(errors) > 1e-3)
+    return bool(np.max(np.concatenate([each.ravel() for each in errors])) > 1e-3)
