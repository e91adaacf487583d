# %% right: as in the source
def gradient_errors(network, params, x, y, mask, rate, decay):
    """The largest relative error of the gradient by which step moves each parameter, beside central
    differences of the loss with this mask and decay: {"W1": …, "b1": …, "W2": …, "b2": …}."""

    def loss_at(there):
        return network["loss"](network["forward"](there, x, mask)[0], y, there, decay)

    after = network["step"](params, x, y, mask, rate, decay)
    errors = {}
    for name in params:
        numerical = check.numerical_gradient(lambda v: loss_at({**params, name: v}), params[name])
        errors[name] = np.max(check.relative_error((params[name] - after[name]) / rate, numerical))
    return errors


# %% right: in one expression
def gradient_errors(network, params, x, y, mask, rate, decay):
    after = network["step"](params, x, y, mask, rate, decay)

    def error(name):
        def f(value):
            moved = dict(params)
            moved[name] = value
            yhat, _, _ = network["forward"](moved, x, mask)
            return network["loss"](yhat, y, moved, decay)

        return check.relative_error((after[name] - params[name]) / -rate, check.numerical_gradient(f, params[name])).max()

    return {name: error(name) for name in params}


# %% right: with its own differences
def gradient_errors(network, params, x, y, mask, rate, decay):
    after, errors = network["step"](params, x, y, mask, rate, decay), {}
    for name, value in params.items():
        largest = 0.0
        for index in np.ndindex(value.shape):
            losses = []
            for h in (1e-5, -1e-5):
                moved = {key: v.copy() for key, v in params.items()}
                moved[name][index] += h
                losses.append(network["loss"](network["forward"](moved, x, mask)[0], y, moved, decay))
            slope = (losses[0] - losses[1]) / 2e-5
            taken = (value[index] - after[name][index]) / rate
            largest = max(largest, abs(slope - taken) / max(abs(slope), abs(taken), 1e-5))
        errors[name] = largest
    return errors


# %% right: differences of the loss by what the step should have been
def gradient_errors(network, params, x, y, mask, rate, decay):
    after, errors = network["step"](params, x, y, mask, rate, decay), {}
    for name in ("W1", "b1", "W2", "b2"):
        slope = check.numerical_gradient(
            lambda v: network["loss"](network["forward"](params | {name: v}, x, mask)[0], y, params | {name: v}, decay),
            params[name])
        expected = params[name] - rate * slope
        wrong = np.abs(after[name] - expected) / rate
        errors[name] = np.max(wrong / np.maximum(np.abs(slope) + np.abs(params[name] - after[name]) / rate, 1e-5))
    return errors


# %% right: a step of rate 1 is measured as any other
def gradient_errors(network, params, x, y, mask, rate, decay):
    found = {}
    stepped = network["step"](params, x, y, mask, rate, decay)
    for name, value in params.items():
        def f(v, name=name):
            other = {**params, name: v}
            return network["loss"](network["forward"](other, x, mask)[0], y, other, decay)

        ours = np.subtract(value, stepped[name]) / rate
        found[name] = float(np.max(check.relative_error(check.numerical_gradient(f, value), ours)))
    return found


# %% wrong: not divided by the rate [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error((params[name] - after[name]) / rate, numerical))
+        errors[name] = np.max(check.relative_error(params[name] - after[name], numerical))


# %% wrong: multiplied by the rate [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error((params[name] - after[name]) / rate, numerical))
+        errors[name] = np.max(check.relative_error((params[name] - after[name]) * rate, numerical))


# %% wrong: after minus before [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error((params[name] - after[name]) / rate, numerical))
+        errors[name] = np.max(check.relative_error((after[name] - params[name]) / rate, numerical))


# %% wrong: the parameters in place of the gradient [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error((params[name] - after[name]) / rate, numerical))
+        errors[name] = np.max(check.relative_error(after[name], numerical))


# %% wrong: the loss without decay [natural]
# edit of: as in the source
-        return network["loss"](network["forward"](there, x, mask)[0], y, there, decay)
+        return network["loss"](network["forward"](there, x, mask)[0], y, there, 0)


# %% wrong: the penalty of the parameters that stay [natural]
# edit of: as in the source
-        return network["loss"](network["forward"](there, x, mask)[0], y, there, decay)
+        return network["loss"](network["forward"](there, x, mask)[0], y, params, decay)


# %% wrong: the loss without dropout [natural]
# edit of: as in the source
-        return network["loss"](network["forward"](there, x, mask)[0], y, there, decay)
+        return network["loss"](network["forward"](there, x, np.ones_like(mask))[0], y, there, decay)


# %% wrong: the loss does not depend on the moved parameter [natural]
# edit of: as in the source
-        return network["loss"](network["forward"](there, x, mask)[0], y, there, decay)
+        return network["loss"](network["forward"](params, x, mask)[0], y, params, decay)


# %% wrong: the smallest of the errors [natural]
# edit of: as in the source
-        errors[name] = np.max(check.relative_error((params[name] - after[name]) / rate, numerical))
+        errors[name] = check.relative_error((params[name] - after[name]) / rate, numerical)


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return errors
+    print(errors)


# %% wrong: the largest of all four [natural]
# edit of: as in the source
-    return errors
+    return max(errors.values())


# %% wrong: differences, not relative ones
# edit of: as in the source
-        errors[name] = np.max(check.relative_error((params[name] - after[name]) / rate, numerical))
+        errors[name] = np.max(np.abs((params[name] - after[name]) / rate - numerical)) / 100


# %% wrong: the mean of the errors' smaller half
# edit of: as in the source
-        errors[name] = np.max(check.relative_error((params[name] - after[name]) / rate, numerical))
+        errors[name] = np.min(check.relative_error((params[name] - after[name]) / rate, numerical)) / 10


# %% wrong: only the weights
# edit of: as in the source
-    return errors
+    return {**errors, "b1": 0.0, "b2": 0.0}


# %% wrong: moves the caller's parameters
# edit of: as in the source
-    return errors
+    params["W1"] -= 0.1
+    return errors
