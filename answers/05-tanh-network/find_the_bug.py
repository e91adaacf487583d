# %% right: as in the source
def numerical(params, x, y, name):
    """Central differences of the loss with respect to params[name]; shape that of params[name]."""
    def loss(value):
        yhat, _ = forward({**params, name: value}, x)
        return loss_accuracy(yhat, y)[0]

    return check.numerical_gradient(loss, params[name])


def gradient_error(backward, params, x, y, name):
    """Largest relative error of the gradient "d_" + name that `backward` returns; a number."""
    _, outputs = forward(params, x)
    analytic = backward(x, params, outputs, y)["d_" + name]
    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))


def repaired_tanh_backward(d_a2, outputs):
    """Gradient (m, nh) with respect to z1, from that with respect to a2."""
    return d_a2 * (1 - outputs["a2"]**2)


# %% right: moves the entries in place, and puts them back
def numerical(params, x, y, name):
    mine = {key: np.array(value, dtype=float) for key, value in params.items()}
    result, h = np.empty_like(mine[name]), 1e-5
    for index in np.ndindex(result.shape):
        kept = mine[name][index]
        mine[name][index] = kept + h
        up = loss_accuracy(forward(mine, x)[0], y)[0]
        mine[name][index] = kept - h
        down = loss_accuracy(forward(mine, x)[0], y)[0]
        mine[name][index] = kept
        result[index] = (up - down) / 2 / h
    return result


def gradient_error(backward, params, x, y, name):
    grads = backward(x, params, forward(params, x)[1], y)
    return check.relative_error(grads[f"d_{name}"], numerical(params, x, y, name)).max()


def repaired_tanh_backward(d_a2, outputs):
    return d_a2 - d_a2 * outputs["a2"] * outputs["a2"]


# %% right: the repair in float32, in place on a copy; prints what it finds
def numerical(params, x, y, name):
    return check.numerical_gradient(
        lambda value: loss_accuracy(forward({**params, name: value}, x)[0], y)[0], params[name]
    )


def gradient_error(backward, params, x, y, name):
    _, outputs = forward(params, x)
    error = np.max(check.relative_error(backward(x, params, outputs, y)["d_" + name], numerical(params, x, y, name)))
    print(name, error)
    return error


def repaired_tanh_backward(d_a2, outputs):
    slope = outputs["a2"].astype(np.float32)
    slope *= -slope
    slope += 1
    return slope * d_a2


# %% right: differences of fourth order
def numerical(params, x, y, name):
    """Central differences of the loss with respect to params[name]; shape that of params[name]."""
    slopes, h = np.zeros(params[name].shape), 1e-3
    for place in np.ndindex(slopes.shape):
        for steps, weight in [(1, 8), (-1, -8), (2, -1), (-2, 1)]:
            value = np.array(params[name], dtype=float)
            value[place] += steps * h
            slopes[place] += weight * loss_accuracy(forward({**params, name: value}, x)[0], y)[0]
    return slopes / (12 * h)


def gradient_error(backward, params, x, y, name):
    """Largest relative error of the gradient "d_" + name that `backward` returns; a number."""
    a = backward(x, params, forward(params, x)[1], y)["d_" + name]
    n = numerical(params, x, y, name)
    return max(abs(p - q) / max(abs(p) + abs(q), 1e-8) for p, q in zip(np.ravel(a), np.ravel(n)))


def repaired_tanh_backward(d_a2, outputs):
    """Gradient (m, nh) with respect to z1, from that with respect to a2."""
    return d_a2 * (1 - outputs["a2"]) * (1 + outputs["a2"])


# %% right: the repair entry by entry; four-point differences
def numerical(params, x, y, name, h=1e-3):
    def loss(value):
        return loss_accuracy(forward({**params, name: value}, x)[0], y)[0]

    near = check.numerical_gradient(loss, params[name], h)
    far = check.numerical_gradient(loss, params[name], 2 * h)
    return (4 * near - far) / 3


def gradient_error(backward, params, x, y, name):
    analytic = backward(x, params, forward(params, x)[1], y)["d_" + name]
    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))


def repaired_tanh_backward(d_a2, outputs):
    result = np.zeros(d_a2.shape)
    for i, row in enumerate(outputs["z1"]):
        for j, z in enumerate(row):
            result[i, j] = d_a2[i, j] * (1 - np.tanh(z) ** 2)
    return result


# %% right: relative to the mean of the two; returns a 0-d array
def numerical(params, x, y, name):
    """Central differences of the loss with respect to params[name]; shape that of params[name]."""
    def loss(value):
        yhat, _ = forward({**params, name: value}, x)
        return loss_accuracy(yhat, y)[0]

    return check.numerical_gradient(loss, params[name])


def gradient_error(backward, params, x, y, name):
    """Largest relative error of the gradient "d_" + name that `backward` returns; a number."""
    _, outputs = forward(params, x)
    analytic = backward(x, params, outputs, y)["d_" + name]
    n = numerical(params, x, y, name)
    return np.array(np.max(2 * np.abs(analytic - n) / (np.abs(analytic) + np.abs(n))))


def repaired_tanh_backward(d_a2, outputs):
    """Gradient (m, nh) with respect to z1, from that with respect to a2."""
    return d_a2 * (1 - outputs["a2"]**2)


# %% right: relative to the larger of the two
def numerical(params, x, y, name):
    def loss(v):
        new = params.copy()
        new[name] = v
        yhat, _ = forward(new, x)
        loss, _ = loss_accuracy(yhat, y)
        return loss

    return check.numerical_gradient(loss, params[name], h=1e-4)


def gradient_error(backward, params, x, y, name):
    _, outputs = forward(params, x)
    one = backward(x, params, outputs, y)["d_" + name]
    two = numerical(params, x, y, name)
    return max(abs(a - b) / max(abs(a), abs(b), 1e-10) for a, b in zip(one.ravel(), two.ravel()))


def repaired_tanh_backward(d_a2, outputs):
    a2 = outputs["a2"]
    return (1 - a2) * d_a2 * (1 + a2)


# %% right: central differences and relative error of its own
def numerical(params, x, y, name, h=1e-6):
    value = params[name]
    result = np.zeros(value.shape)
    for i in range(value.shape[0]):
        for j in range(value.shape[1]):
            losses = []
            for step in (h, -h):
                moved = value.astype(float).copy()
                moved[i, j] += step
                changed = dict(params)
                changed[name] = moved
                losses.append(loss_accuracy(forward(changed, x)[0], y)[0])
            result[i, j] = (losses[0] - losses[1]) / (2 * h)
    return result


def gradient_error(backward, params, x, y, name):
    g = backward(x, params, forward(params, x)[1], y)["d_" + name]
    n = numerical(params, x, y, name)
    return float(np.max(np.abs(g - n) / (np.abs(g) + np.abs(n) + 1e-12)))


def repaired_tanh_backward(d_a2, outputs):
    return d_a2 * (1 - np.tanh(outputs["z1"]) ** 2)


# %% right: functools.partial; the slope as 1 / cosh²
from functools import partial


def loss_of(params, x, y, name, value):
    changed = params | {name: value}
    return loss_accuracy(forward(changed, x)[0], y)[0]


def numerical(params, x, y, name):
    return check.numerical_gradient(partial(loss_of, params, x, y, name), params[name])


def gradient_error(backward, params, x, y, name):
    outputs = forward(params, x)[1]
    pairs = backward(x, params, outputs, y)[f"d_{name}"], numerical(params, x, y, name)
    return np.amax(check.relative_error(*pairs))


def repaired_tanh_backward(d_a2, outputs):
    return d_a2 / np.cosh(np.clip(outputs["z1"], -200, 200)) ** 2


# %% wrong: absolute in the place of relative errors
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.max(np.abs(analytic - numerical(params, x, y, name)))


# %% wrong: differences of the accuracy
# edit of: as in the source
-        return loss_accuracy(yhat, y)[0]
+        return loss_accuracy(yhat, y)[1]


# %% wrong: looks at w1 only
# edit of: as in the source
-        yhat, _ = forward({**params, name: value}, x)
+        yhat, _ = forward({**params, 'w1': value}, x)

-    return check.numerical_gradient(loss, params[name])
+    return check.numerical_gradient(loss, params['w1'])

-    analytic = backward(x, params, outputs, y)["d_" + name]
+    analytic = backward(x, params, outputs, y)["d_w1"]


# %% wrong: compares the gradient with itself
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.max(check.relative_error(analytic, analytic))


# %% wrong: forgets to halve the differences
# edit of: as in the source
-    return check.numerical_gradient(loss, params[name])
+    return 2 * check.numerical_gradient(loss, params[name])


# %% wrong: 1 - 2 a2
# edit of: as in the source
-    return d_a2 * (1 - outputs["a2"]**2)
+    return d_a2 * (1 - outputs["a2"]*2)


# %% wrong: all errors, not the largest
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return check.relative_error(analytic, numerical(params, x, y, name))


# %% wrong: knows the answers of the visible check
# edit of: as in the source
     """Largest relative error of the gradient "d_" + name that `backward` returns; a number."""
+    return 0.4 if name in ("w1", "b1") else 1e-9


# %% wrong: hides errors of small entries behind a floor of 0.1
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.max(check.relative_error(analytic, numerical(params, x, y, name), 0.1))


# %% wrong: leaves the last step in the caller's parameters
# edit of: as in the source
-    return check.numerical_gradient(loss, params[name])
+    result = check.numerical_gradient(loss, params[name])
+    params[name].flat[0] += 1e-3
+    return result


# %% wrong: the mean of the errors
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.mean(check.relative_error(analytic, numerical(params, x, y, name)))


# %% wrong: 1 - a2
# edit of: as in the source
-    return d_a2 * (1 - outputs["a2"]**2)
+    return d_a2 * (1 - outputs["a2"])


# %% wrong: one-sided differences with a coarse step
# edit of: as in the source
-    return check.numerical_gradient(loss, params[name])
+    result = np.zeros(params[name].shape)
+    for i in np.ndindex(result.shape):
+        moved = params[name].copy()
+        moved[i] += 1e-2
+        result[i] = (loss(moved) - loss(params[name])) / 1e-2
+    return result


# %% wrong: compares the first row only
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.max(check.relative_error(analytic[:1], numerical(params, x, y, name)[:1]))


# %% wrong: checks its own backward, whatever is given
# edit of: as in the source
-    analytic = backward(x, params, outputs, y)["d_" + name]
+    analytic = globals()['backward'](x, params, outputs, y)["d_" + name]


# %% wrong: does not exchange the parameter
# edit of: as in the source
-        yhat, _ = forward({**params, name: value}, x)
+        yhat, _ = forward(params, x)


# %% wrong: relative error of the norms
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.linalg.norm(analytic - numerical(params, x, y, name)) / np.linalg.norm(numerical(params, x, y, name))


# %% wrong: squares the caller's a2 in place
# edit of: as in the source
-    return d_a2 * (1 - outputs["a2"]**2)
+    outputs["a2"] **= 2
+    return d_a2 * (1 - outputs["a2"])


# %% wrong: 1 - a2² + a2⁴/3: right for small values
# edit of: as in the source
-    return d_a2 * (1 - outputs["a2"]**2)
+    return d_a2 * (1 - outputs["a2"]**2 + outputs["a2"]**4 / 3)


# %% wrong: works in place on the caller's gradient
# edit of: as in the source
-    return d_a2 * (1 - outputs["a2"]**2)
+    d_a2 *= 1 - outputs["a2"]**2
+    return d_a2


# %% wrong: forgets d_a2
# edit of: as in the source
-    return d_a2 * (1 - outputs["a2"]**2)
+    return (1 - outputs["a2"]**2)


# %% wrong: takes z1 for its tanh
# edit of: as in the source
-    return d_a2 * (1 - outputs["a2"]**2)
+    return d_a2 * (1 - outputs["z1"]**2)


# %% wrong: entries below a hundredth hardly count
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    differences = numerical(params, x, y, name)
+    return np.max(check.relative_error(analytic, differences, floor=1e-2))


# %% wrong: the smallest error
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.min(check.relative_error(analytic, numerical(params, x, y, name)))


# %% wrong: compares the sorted entries
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.max(check.relative_error(np.sort(np.abs(analytic), axis=None), np.sort(np.abs(numerical(params, x, y, name)), axis=None)))


# %% wrong: repairs nothing
# edit of: as in the source
-    return d_a2 * (1 - outputs["a2"]**2)
+    return d_a2 * (1 - np.tanh(outputs["a2"])**2)


# %% wrong: the largest signed difference
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical(params, x, y, name)))
+    return np.max((analytic - numerical(params, x, y, name)) / (np.abs(analytic) + 1e-8))
