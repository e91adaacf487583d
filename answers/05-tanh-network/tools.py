# %% right: as in the source
def excess(forward, params, x, y):
    """The loss of this network on x, y, minus that of guessing among its k classes."""
    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(y.shape[1])


def overfit(forward, backward, params, x, y, steps, eta):
    """The losses (steps,) on the same images, each taken before its step."""
    losses = []
    for _ in range(steps):
        yhat, outputs = forward(params, x)
        losses.append(loss_accuracy(yhat, y)[0])
        params = sgd(params, backward(x, params, outputs, y), eta)
    return losses


def saturated(forward, params, x):
    """The share of hidden outputs a2 that lie beyond 0.99 or -0.99."""
    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.99)


def gradient_errors(forward, backward, params, x, y):
    """The largest relative error of each gradient, by name: {"w1": …, "b1": …, "w2": …, "b2": …}."""
    errors = {}
    grads = backward(x, params, forward(params, x)[1], y)
    for name in params:
        numerical = check.numerical_gradient(
            lambda value: loss_accuracy(forward({**params, name: value}, x)[0], y)[0], params[name]
        )
        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
    return errors


# %% right: named steps, lists, and differences of its own
def excess(forward, params, x, y):
    yhat, _ = forward(params, x)
    k = yhat.shape[1]
    loss, _ = loss_accuracy(yhat, y)
    return loss + np.log(1 / k)


def overfit(forward, backward, params, x, y, steps, eta):
    losses = []
    while len(losses) < steps:
        yhat, cache = forward(params, x)
        losses.append(float(loss_accuracy(yhat, y)[0]))
        grads = backward(x, params, cache, y)
        params = {key: params[key] - eta * grads["d_" + key] for key in params}
    return np.array(losses)


def saturated(forward, params, x):
    _, cache = forward(params, x)
    a2 = np.asarray(cache["a2"])
    return ((a2 > 0.99) | (a2 < -0.99)).sum() / a2.size


def gradient_errors(forward, backward, params, x, y):
    _, cache = forward(params, x)
    grads = backward(x, params, cache, y)
    result, h = {}, 1e-5
    for name, value in params.items():
        worst = 0.0
        for index in np.ndindex(value.shape):
            ends = []
            for step in (h, -h):
                moved = np.array(value, dtype=float)
                moved[index] += step
                ends.append(loss_accuracy(forward({**params, name: moved}, x)[0], y)[0])
            slope = (ends[0] - ends[1]) / (2 * h)
            mine = float(grads["d_" + name][index])
            worst = max(worst, abs(mine - slope) / max(abs(mine), abs(slope), 1e-8))
        result[name] = worst
    return result


# %% right: names written out; the larger of the two below the line; prints
def excess(forward, params, x, y):
    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(len(y[0]))


def overfit(forward, backward, params, x, y, steps, eta):
    losses = []
    for step in range(steps):
        yhat, outputs = forward(params, x)
        loss, accuracy = loss_accuracy(yhat, y)
        losses.append(loss)
        params = sgd(params, backward(x, params, outputs, y), eta)
    print("last loss:", losses[-1])
    return losses


def saturated(forward, params, x):
    return float(np.mean([abs(v) > 0.99 for v in np.ravel(forward(params, x)[1]["a2"])]))


def one_error(forward, grads, params, x, y, name):
    def loss(value):
        changed = dict(params)
        changed[name] = value
        return loss_accuracy(forward(changed, x)[0], y)[0]

    a, b = grads["d_" + name], check.numerical_gradient(loss, params[name], h=1e-4)
    return float(np.max(np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-9)))


def gradient_errors(forward, backward, params, x, y):
    grads = backward(x, params, forward(params, x)[1], y)
    return {name: one_error(forward, grads, params, x, y, name) for name in ("w1", "b1", "w2", "b2")}


# %% wrong: the loss itself [natural]
# edit of: as in the source
-    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(y.shape[1])
+    return loss_accuracy(forward(params, x)[0], y)[0] - 0


# %% wrong: log 10, whatever the number of classes [natural]
# edit of: as in the source
-    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(y.shape[1])
+    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(10)


# %% wrong: the number of classes without its logarithm [natural]
# edit of: as in the source
-    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(y.shape[1])
+    return loss_accuracy(forward(params, x)[0], y)[0] - y.shape[1]


# %% wrong: the logarithm of the number of samples [natural]
# edit of: as in the source
-    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(y.shape[1])
+    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(y.shape[0])


# %% wrong: the logarithm of the number of pixels [natural]
# edit of: as in the source
-    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(y.shape[1])
+    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(x.shape[1])


# %% wrong: log(1 / k) subtracted: plus in the place of minus [natural]
# edit of: as in the source
-    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(y.shape[1])
+    return loss_accuracy(forward(params, x)[0], y)[0] - np.log(1 / y.shape[1])


# %% wrong: the accuracy in the place of the loss [natural]
# edit of: as in the source
-        losses.append(loss_accuracy(yhat, y)[0])
+        losses.append(loss_accuracy(yhat, y)[1])


# %% wrong: both numbers, loss and accuracy [natural]
# edit of: as in the source
-        losses.append(loss_accuracy(yhat, y)[0])
+        losses.append(loss_accuracy(yhat, y))


# %% wrong: never takes a step [natural]
# edit of: as in the source
-        params = sgd(params, backward(x, params, outputs, y), eta)
+        params = sgd(dict(params), backward(x, params, outputs, y), 0)


# %% wrong: keeps the gradients for the parameters [natural]
# edit of: as in the source
-        params = sgd(params, backward(x, params, outputs, y), eta)
+        params = backward(x, params, outputs, y)


# %% wrong: steps uphill [natural]
# edit of: as in the source
-        params = sgd(params, backward(x, params, outputs, y), eta)
+        params = sgd(params, backward(x, params, outputs, y), -eta)


# %% wrong: steps of 0.1, whatever is asked for
# edit of: as in the source
-        params = sgd(params, backward(x, params, outputs, y), eta)
+        params = sgd(params, backward(x, params, outputs, y), 0.1)


# %% wrong: takes each loss after the step [natural]
# edit of: as in the source
-        losses.append(loss_accuracy(yhat, y)[0])
         params = sgd(params, backward(x, params, outputs, y), eta)
+        losses.append(loss_accuracy(forward(params, x)[0], y)[0])


# %% wrong: its own backward, whatever is given
# edit of: as in the source
-        params = sgd(params, backward(x, params, outputs, y), eta)
+        params = sgd(params, globals()["backward"](x, params, outputs, y), eta)


# %% wrong: negative outputs are forgotten [natural]
# edit of: as in the source
-    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.99)
+    return np.mean(forward(params, x)[1]["a2"] > 0.99)


# %% wrong: the number in the place of the share [natural]
# edit of: as in the source
-    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.99)
+    return np.sum(np.abs(forward(params, x)[1]["a2"]) > 0.99)


# %% wrong: the share of those that are not saturated [natural]
# edit of: as in the source
-    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.99)
+    return np.mean(np.abs(forward(params, x)[1]["a2"]) < 0.99)


# %% wrong: the number per sample [natural]
# edit of: as in the source
-    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.99)
+    return np.sum(np.abs(forward(params, x)[1]["a2"]) > 0.99) / len(x)


# %% wrong: beyond 0.9 [natural]
# edit of: as in the source
-    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.99)
+    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.9)


# %% wrong: the mean size of the outputs [natural]
# edit of: as in the source
-    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.99)
+    return np.mean(np.abs(forward(params, x)[1]["a2"]))


# %% wrong: looks at the sums before tanh [natural]
# edit of: as in the source
-    return np.mean(np.abs(forward(params, x)[1]["a2"]) > 0.99)
+    return np.mean(np.abs(forward(params, x)[1]["z1"]) > 0.99)


# %% wrong: does not exchange the parameter [natural]
# edit of: as in the source
-            lambda value: loss_accuracy(forward({**params, name: value}, x)[0], y)[0], params[name]
+            lambda value: loss_accuracy(forward(params, x)[0], y)[0], params[name]


# %% wrong: differences of the accuracy [natural]
# edit of: as in the source
-            lambda value: loss_accuracy(forward({**params, name: value}, x)[0], y)[0], params[name]
+            lambda value: loss_accuracy(forward({**params, name: value}, x)[0], y)[1], params[name]


# %% wrong: differences at the gradient in the place of the parameter [natural]
# edit of: as in the source
-            lambda value: loss_accuracy(forward({**params, name: value}, x)[0], y)[0], params[name]
+            lambda value: loss_accuracy(forward({**params, name: value}, x)[0], y)[0], grads["d_" + name]


# %% wrong: all errors, not the largest [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
+        errors[name] = check.relative_error(grads["d_" + name], numerical)


# %% wrong: the mean of the errors [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
+        errors[name] = np.mean(check.relative_error(grads["d_" + name], numerical))


# %% wrong: the smallest error
# edit of: as in the source
-        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
+        errors[name] = np.min(check.relative_error(grads["d_" + name], numerical))


# %% wrong: absolute in the place of relative errors
# edit of: as in the source
-        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
+        errors[name] = np.max(np.abs(grads["d_" + name] - numerical))


# %% wrong: the largest signed difference
# edit of: as in the source
-        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
+        errors[name] = np.max((grads["d_" + name] - numerical) / np.abs(numerical))


# %% wrong: compares the gradient with itself [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
+        errors[name] = np.max(check.relative_error(grads["d_" + name], grads["d_" + name]))


# %% wrong: says whether the error is large, not how large [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
+        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical)) > 1e-3


# %% wrong: hides errors of small entries behind a floor of 0.1
# edit of: as in the source
-        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical))
+        errors[name] = np.max(check.relative_error(grads["d_" + name], numerical, floor=0.1))
