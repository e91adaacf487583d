# %% right: as in the source
def gradient_errors(gradients, W, x, y):
    """The largest relative error of each gradient of the network: {"a": …, "z": …, "W": …}."""
    found = gradients(W, x, y)
    z = W @ x
    by_a = check.numerical_gradient(lambda v: -np.log(v @ y), probabilities_of(z))
    by_z = check.numerical_gradient(lambda v: -np.log(probabilities_of(v) @ y), z)
    by_W = check.numerical_gradient(lambda v: -np.log(probabilities_of(v @ x) @ y), W)
    expected = {"a": by_a, "z": by_z, "W": by_W}
    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}


def witness(gradients):
    """Whether a gradient of this network is wrong: True or False."""
    W = init_weights(4, 2, np.random.default_rng(1), 0.3)
    x, y = np.array([2.0, -1.0, 1.0]), np.array([0.0, 0.0, 1.0, 0.0])
    return max(gradient_errors(gradients, W, x, y).values()) > 1e-4


place = "middle"


def mended_gradients(W, x, y):
    """The gradients with respect to a, z and W, as the lecture's function should return them."""
    a = probabilities_of(W @ x)
    last = cce_gradient(y, a)
    middle = np.dot(np.diag(a) - np.outer(a, a), last)
    first = np.outer(middle, x)
    return {"a": last, "z": middle, "W": first}


# %% right: a column for a; cce for the loss; the larger of the two below the line
def gradient_errors(gradients, W, x, y):
    found = gradients(W, x, y)
    z = np.dot(W, x)
    a = probabilities_of(z)
    functions = {
        "a": (lambda v: cce(y, v), a),
        "z": (lambda v: cce(y, probabilities_of(v)), z),
        "W": (lambda v: cce(y, probabilities_of(np.dot(v, x))), W),
    }
    errors = {}
    for name, (loss, at) in functions.items():
        slopes = check.numerical_gradient(loss, at, h=1e-6)
        size = np.maximum(np.maximum(np.abs(slopes), np.abs(found[name])), 1e-8)
        errors[name] = float(np.max(np.abs(slopes - found[name]) / size))
    return errors


def witness(gradients):
    W = np.array([[0.1, -0.2, 0.3], [0.4, 0.1, -0.1], [-0.3, 0.2, 0.05]])
    errors = gradient_errors(gradients, W, np.array([1.5, 0.5, 1.0]), np.array([1.0, 0.0, 0.0]))
    return any(error > 1e-3 for error in errors.values())


place = "middle"


def mended_gradients(W, x, y):
    a = probabilities_of(W @ x)
    last = cce_gradient(y, a)
    middle = np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, last)
    first = middle.reshape(-1, 1) * x.reshape(-1, 1).T
    return {"a": last, "z": middle, "W": first}


# %% right: differences and relative errors of its own; prints
def slopes_of(f, v, h=1e-5):
    result = np.zeros(np.shape(v))
    for index in np.ndindex(result.shape):
        ends = []
        for step in (h, -h):
            moved = np.array(v, dtype=float)
            moved[index] += step
            ends.append(f(moved))
        result[index] = (ends[0] - ends[1]) / (2 * h)
    return result


def gradient_errors(gradients, W, x, y):
    found = gradients(W, x, y)
    a = probabilities_of(W @ x)
    t = np.argmax(y)
    slopes = {
        "a": slopes_of(lambda p: -np.log(np.sum(p * y)), a),
        "z": slopes_of(lambda z: np.log(np.sum(np.exp(z))) - z[t], W @ x),
        "W": slopes_of(lambda V: np.log(np.sum(np.exp(V @ x))) - (V @ x)[t], W),
    }
    errors = {name: np.max(check.relative_error(slopes[name], found[name])) for name in slopes}
    print(errors)
    return errors


def witness(gradients):
    draw = np.random.default_rng(8)
    W, x, y = draw.normal(size=(3, 4)), draw.normal(size=4), np.eye(3)[1]
    errors = gradient_errors(gradients, W, x, y)
    return bool(errors["a"] > 1e-4 or errors["z"] > 1e-4 or errors["W"] > 1e-4)


place = "middle"


def mended_gradients(W, x, y):
    a = probabilities_of(W @ x)
    last = cce_gradient(y, a)
    middle = softmax_jacobian(a) @ last
    first = sample_gradient(W, x, y)
    return {"a": last, "z": middle, "W": first}


# %% wrong: absolute in the place of relative errors
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: np.max(np.abs(found[name] - expected[name])) for name in expected}


# %% wrong: divides by the differences, where 0 / 0 is nan [natural]
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: np.max(np.abs(found[name] / expected[name] - 1)) for name in expected}


# %% wrong: compares the gradient with itself [natural]
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: np.max(check.relative_error(found[name], found[name])) for name in expected}


# %% wrong: the mean of the errors [natural]
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: np.mean(check.relative_error(found[name], expected[name])) for name in expected}


# %% wrong: the smallest error [natural]
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: np.min(check.relative_error(found[name], expected[name])) for name in expected}


# %% wrong: the sum of the errors
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: np.sum(check.relative_error(found[name], expected[name])) for name in expected}


# %% wrong: all errors, not the largest [natural]
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: check.relative_error(found[name], expected[name]) for name in expected}


# %% wrong: says whether the error is large, not how large [natural]
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: np.max(check.relative_error(found[name], expected[name])) > 1e-3 for name in expected}


# %% wrong: checks the lecture's network, whatever it is given [natural]
# edit of: as in the source
-    found = gradients(W, x, y)
+    found = lecture_gradients(W, x, y)


# %% wrong: takes the differences by z at the probabilities [natural]
# edit of: as in the source
-    by_z = check.numerical_gradient(lambda v: -np.log(probabilities_of(v) @ y), z)
+    by_z = check.numerical_gradient(lambda v: -np.log(probabilities_of(v) @ y), probabilities_of(z))


# %% wrong: forgets softmax on the way from the scores [natural]
# edit of: as in the source
-    by_z = check.numerical_gradient(lambda v: -np.log(probabilities_of(v) @ y), z)
+    by_z = check.numerical_gradient(lambda v: -np.log(np.abs(v @ y)), z)


# %% wrong: softmax once too often for a [natural]
# edit of: as in the source
-    by_a = check.numerical_gradient(lambda v: -np.log(v @ y), probabilities_of(z))
+    by_a = check.numerical_gradient(lambda v: -np.log(probabilities_of(v) @ y), probabilities_of(z))


# %% wrong: a loss that does not depend on the weights that are moved [natural]
# edit of: as in the source
-    by_W = check.numerical_gradient(lambda v: -np.log(probabilities_of(v @ x) @ y), W)
+    by_W = check.numerical_gradient(lambda v: -np.log(probabilities_of(W @ x) @ y), W)


# %% wrong: hides errors of small entries behind a floor of 0.1
# edit of: as in the source
-    return {name: np.max(check.relative_error(found[name], expected[name])) for name in expected}
+    return {name: np.max(check.relative_error(found[name], expected[name], floor=0.1)) for name in expected}


# %% wrong: accuses the gradient that comes out wrong [natural]
# edit of: as in the source
-place = "middle"
+place = "first"


# %% wrong: accuses the last term [natural]
# edit of: as in the source
-place = "middle"
+place = "last"


# %% wrong: accuses the probabilities [natural]
# edit of: as in the source
-place = "middle"
+place = "a"


# %% wrong: the name of the gradient, not of the variable [natural]
# edit of: as in the source
-place = "middle"
+place = "z"


# %% wrong: always a witness [natural]
# edit of: as in the source
-    return max(gradient_errors(gradients, W, x, y).values()) > 1e-4
+    return True


# %% wrong: the wrong way round [natural]
# edit of: as in the source
-    return max(gradient_errors(gradients, W, x, y).values()) > 1e-4
+    return max(gradient_errors(gradients, W, x, y).values()) < 1e-4


# %% wrong: equal to the last digit [natural]
# edit of: as in the source
-    return max(gradient_errors(gradients, W, x, y).values()) > 1e-4
+    return max(gradient_errors(gradients, W, x, y).values()) > 0


# %% wrong: the smallest of the errors [natural]
# edit of: as in the source
-    return max(gradient_errors(gradients, W, x, y).values()) > 1e-4
+    return min(gradient_errors(gradients, W, x, y).values()) > 1e-4


# %% wrong: looks at z only
# edit of: as in the source
-    return max(gradient_errors(gradients, W, x, y).values()) > 1e-4
+    return gradient_errors(gradients, W, x, y)["z"] > 1e-4


# %% wrong: a sum over the classes that must be 0, which 10 % too much does not change
# edit of: as in the source
-    return max(gradient_errors(gradients, W, x, y).values()) > 1e-4
+    return abs(np.sum(gradients(W, x, y)["z"])) > 1e-6


# %% wrong: transposes a vector, which does nothing [natural]
# edit of: as in the source
-    middle = np.dot(np.diag(a) - np.outer(a, a), last)
+    middle = np.dot((np.identity(np.size(a)) - a.T) * a, last)


# %% wrong: a row where a column is needed [natural]
# edit of: as in the source
-    middle = np.dot(np.diag(a) - np.outer(a, a), last)
+    middle = np.dot((np.identity(np.size(a)) - a.reshape(1, -1)) * a, last)


# %% wrong: plus in the place of minus [natural]
# edit of: as in the source
-    middle = np.dot(np.diag(a) - np.outer(a, a), last)
+    middle = np.dot((np.identity(np.size(a)) + a.reshape(-1, 1)) * a, last)


# %% wrong: subtracted the wrong way round [natural]
# edit of: as in the source
-    middle = np.dot(np.diag(a) - np.outer(a, a), last)
+    middle = np.dot((a.reshape(-1, 1) + np.identity(np.size(a))) * -a, last)


# %% wrong: a matrix product in the place of the product entry by entry
# edit of: as in the source
-    middle = np.dot(np.diag(a) - np.outer(a, a), last)
+    middle = np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) @ a, last)


# %% wrong: the diagonal only [natural]
# edit of: as in the source
-    middle = np.dot(np.diag(a) - np.outer(a, a), last)
+    middle = a * (1 - a) * last


# %% wrong: the outer product the other way round [natural]
# edit of: as in the source
-    first = np.outer(middle, x)
+    first = np.outer(x, middle)


# %% wrong: forgets x [natural]
# edit of: as in the source
-    first = np.outer(middle, x)
+    first = middle
