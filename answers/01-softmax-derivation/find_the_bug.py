# %% right: as in the source
def probabilities(z):
    layer = Softmax()
    layer.forward(z)
    return np.asarray(layer.output)


def gradient_error(backward, z, y):
    """Largest relative error of `backward` at the scores z (k,), for the one-hot label y (k,)."""
    a = probabilities(z)
    analytic = backward(a, -y / a)
    numerical = check.numerical_gradient(lambda s: -np.log(probabilities(s) @ y), z)
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(a, output_gradient):
    """Gradient (k,) with respect to the scores, for a of shape (k,)."""
    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% right: a column for a from the start; cce for the loss
def probabilities(z):
    layer = Softmax()
    layer.forward(z)
    return layer.output


def gradient_error(backward, z, y):
    a = probabilities(z)
    numerical = check.numerical_gradient(lambda s: cce(y, probabilities(s)), z)
    return max(list(check.relative_error(numerical, backward(a, cce_gradient(y, a)))))


def repaired_backward(a, output_gradient):
    column = a[:, None]
    return np.dot((np.identity(np.size(a)) - column) * column.T, output_gradient)


# %% right: two loops for the matrix; relative to the numerical gradient
def probabilities(z):
    layer = Softmax()
    layer.forward(z)
    return layer.output


def gradient_error(backward, z, y):
    a = probabilities(z)
    t = np.argmax(y)
    numerical = check.numerical_gradient(lambda s: -np.log(probabilities(s)[t]), z, h=1e-4)
    return np.max(np.abs(backward(a, -y / a) - numerical) / np.abs(numerical))


def repaired_backward(a, output_gradient):
    k = len(a)
    result = np.zeros(k)
    for i in range(k):
        for j in range(k):
            result[i] += ((i == j) - a[i]) * a[j] * output_gradient[j]
    return result


# %% right: diagonal minus outer product
def probabilities(z):
    return np.exp(z) / np.exp(z).sum()


def gradient_error(backward, z, y):
    a = probabilities(z)
    f = lambda s: np.log(np.exp(s).sum()) - s @ y
    return np.linalg.norm(check.relative_error(backward(a, -y / a), check.numerical_gradient(f, z)), np.inf)


def repaired_backward(a, output_gradient):
    J = np.diag(a) - a[:, np.newaxis] * a
    return np.einsum("j,ji->i", output_gradient, J)


# %% right: own loop for the central differences and own relative error
def probabilities(z):
    layer = Softmax()
    layer.forward(z)
    return layer.output


def gradient_error(backward, z, y):
    h = 1e-5
    a = probabilities(z)
    analytic = backward(a, -y / a)
    worst = 0.0
    for i in range(len(z)):
        up, down = np.array(z, dtype=float), np.array(z, dtype=float)
        up[i] += h
        down[i] -= h
        slope = (-np.log(probabilities(up) @ y) + np.log(probabilities(down) @ y)) / (2 * h)
        error = abs(analytic[i] - slope) / max(abs(analytic[i]), abs(slope), 1e-12)
        worst = max(worst, error)
    return worst


def repaired_backward(a, output_gradient):
    return softmax_jacobian(a) @ output_gradient


# %% right: relative to the analytic gradient
def probabilities(z):
    layer = Softmax()
    layer.forward(z)
    return layer.output


def gradient_error(backward, z, y):
    a = probabilities(z)
    analytic = backward(a, -y / a)
    numerical = check.numerical_gradient(lambda s: -np.log(probabilities(s) @ y), z)
    return np.max(np.abs((analytic - numerical) / analytic))


def repaired_backward(a, output_gradient):
    return a * (output_gradient - a @ output_gradient)


# %% right: backward without a matrix
def probabilities(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def gradient_error(backward, z, y):
    a = probabilities(z)
    mine = backward(a, -y / a)

    def loss(scores):
        return -np.log(np.dot(probabilities(scores), y))

    errors = check.relative_error(mine, check.numerical_gradient(loss, z))
    print("errors:", errors)
    return errors.max()


def repaired_backward(a, output_gradient):
    return a * (output_gradient - np.sum(a * output_gradient))


# %% wrong: the absolute error instead of the relative one
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(np.abs(analytic - numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: checks the lecture's line whatever it is given
# edit of: relative to the analytic gradient
-    analytic = backward(a, -y / a)
+    analytic = lecture_backward(a, -y / a)

-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: shifts a in place on the way
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    s = np.dot(a, output_gradient)
+    a *= output_gradient - s
+    return a


# %% wrong: compares the analytic gradient with itself
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(check.relative_error(analytic, analytic))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: takes the differences at the probabilities instead of the scores
# edit of: relative to the analytic gradient
-    numerical = check.numerical_gradient(lambda s: -np.log(probabilities(s) @ y), z)
-    return np.max(np.abs((analytic - numerical) / analytic))
+    numerical = check.numerical_gradient(lambda s: -np.log(probabilities(s) @ y), a)
+    return np.max(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: looks at the first entry only
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return check.relative_error(analytic, numerical)[0]

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: a matrix product instead of the product entry by entry
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) @ a, output_gradient)


# %% wrong: the mean of the errors instead of the largest
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.mean(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: the largest difference without its absolute value
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(analytic - numerical)

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: plus instead of minus [natural]
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) + a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: a row where a column is needed: the lecture's line again
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(1, -1)) * a, output_gradient)


# %% wrong: the smallest error instead of the largest
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.min(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: transposes a vector, which does nothing [natural]
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.T) * a, output_gradient)


# %% wrong: the sum of the errors instead of the largest
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.sum(check.relative_error(analytic, numerical))

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: returns all errors instead of the largest
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return check.relative_error(analytic, numerical)

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)


# %% wrong: says whether the error is large instead of how large [natural]
# edit of: relative to the analytic gradient
-    return np.max(np.abs((analytic - numerical) / analytic))
+    return np.max(check.relative_error(analytic, numerical)) > 1e-3

-    return a * (output_gradient - a @ output_gradient)
+    return np.dot((np.identity(np.size(a)) - a.reshape(-1, 1)) * a, output_gradient)
