# %% right: as in the source
# The gradient with respect to the scores, at a = (0.6, 0.1, 0.3), true class 2.
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    """Gradient (k, f+1) of one sample's loss with respect to W: a, y (k,), x (f+1,)."""
    return np.outer(a - y, x)


# %% right: a column times a row, by broadcasting
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return (a - y)[:, None] * x


# %% right: two outer products, subtracted
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.outer(a, x) - np.outer(y, x)


# %% right: einsum
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.einsum("i,j->ij", a - y, x)


# %% right: a list comprehension, one row per class
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.array([(p - t) * x for p, t in zip(a, y)])


# %% right: two loops
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    result = np.zeros((len(a), len(x)))
    for i in range(len(a)):
        for j in range(len(x)):
            result[i, j] = (a[i] - y[i]) * x[j]
    return result


# %% right: a matrix product of a column and a row
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    dz = (a - y).reshape(-1, 1)
    return dz @ x.reshape(1, -1)


# %% right: subtracts 1 from the true class on a copy
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    d = a.copy()
    d[np.argmax(y)] -= 1
    return np.multiply.outer(d, x)


# %% wrong: a 1 for the bias times the true class only [natural]
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    g = np.outer(a - y, x)
    g[:, -1] = -y
    return g


# %% wrong: always takes class 1 as the true one
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    d = a.copy()
    d[1] -= 1
    return np.outer(d, x)


# %% wrong: the chain with a clipped probability: the true class stays without a gradient
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    safe = np.maximum(a, 1e-12)
    return np.outer(softmax_jacobian(a) @ (-y / safe), x)


# %% wrong: divides by the number of classes
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.outer(a - y, x) / len(a)


# %% wrong: multiplies the difference by the first feature instead of all of x
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return (a - y) * x[0]


# %% wrong: subtracts the label in place, so a changes
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    a -= y
    return np.outer(a, x)


# %% wrong: multiplies by the label instead of subtracting it
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.outer(a * y, x)


# %% wrong: products in the wrong order, then reshaped
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.outer(x, a - y).reshape(len(a), len(x))


# %% wrong: y - a [natural]
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.outer(y - a, x)


# %% wrong: the whole chain again, which divides by 0 where a probability is 0
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.outer(softmax_jacobian(a) @ (-y / a), x)


# %% wrong: three classes and two features
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return (a - y).reshape(3, 1) * x.reshape(1, 2)


# %% wrong: the outer product the other way round [natural]
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.outer(x, a - y)


# %% wrong: subtracts 1 in the caller's a
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    a[np.argmax(y)] -= 1
    return np.outer(a, x)


# %% wrong: fills the row of the true class only
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    g = np.zeros((len(a), len(x)))
    t = np.argmax(y)
    g[t] = (a[t] - 1) * x
    return g


# %% wrong: writes the first and the last feature only
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    g = np.zeros((len(a), len(x)))
    g[:, 0] = (a - y) * x[0]
    g[:, -1] = (a - y) * x[-1]
    return g


# %% wrong: forgets x [natural]
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return a - y


# %% wrong: forgets the label [natural]
score_slopes = [0.6, 0.1, -0.7]


def collapsed_gradient(a, y, x):
    return np.outer(a, x)


# %% wrong: the three numbers with the signs turned [natural]
# edit of: as in the source
-score_slopes = [0.6, 0.1, -0.7]
+score_slopes = [-0.6, -0.1, 0.7]


# %% wrong: the column of the Jacobian, not multiplied [natural]
# edit of: as in the source
-score_slopes = [0.6, 0.1, -0.7]
+score_slopes = [-0.18, -0.03, 0.21]


# %% wrong: the probabilities themselves [natural]
# edit of: as in the source
-score_slopes = [0.6, 0.1, -0.7]
+score_slopes = [0.6, 0.1, 0.3]


# %% wrong: the true class only [natural]
# edit of: as in the source
-score_slopes = [0.6, 0.1, -0.7]
+score_slopes = [0, 0, -0.7]


# %% wrong: the last term, not multiplied [natural]
# edit of: as in the source
-score_slopes = [0.6, 0.1, -0.7]
+score_slopes = [0, 0, -3.333333]
