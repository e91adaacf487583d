# %% right: as in the source
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X)
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return mask * output_gradient / (1 - p)


# %% right: einsum in the loss; loops in the repair
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.einsum('ij,ij->', lecture_forward(V, mask, p), G), X)
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    result = np.zeros(np.shape(output_gradient))
    for i, j in zip(*np.nonzero(mask)):
        result[i, j] = output_gradient[i, j] / (1 - p)
    return result


# %% right: the repair in float32; print
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X)
    print('largest:', np.abs(analytic - numerical).max())
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return (np.asarray(output_gradient) * mask / (1 - p)).astype(np.result_type(output_gradient, np.float32))


# %% right: the map is linear and symmetric: backward is forward
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X)
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return lecture_forward(output_gradient, mask, p)


# %% right: on a copy, in place; a larger step
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X, h=1e-3)
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    grad = np.array(output_gradient, dtype=float)
    grad[~np.asarray(mask)] = 0
    grad /= 1 - p
    return grad


# %% right: the lecture's line, divided; one-sided differences, exact for a linear map
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    loss = lambda V: np.sum(G * lecture_forward(V, mask, p))
    numerical = np.zeros(X.shape)
    for index in np.ndindex(X.shape):
        step = np.zeros(X.shape)
        step[index] = 1e-2
        numerical[index] = (loss(X + step) - loss(X)) / 1e-2
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return lecture_backward(output_gradient, mask, p) / (1 - p)


# %% right: own loop for the differences; own relative error
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    h, worst = 1e-4, 0.0
    for index in np.ndindex(X.shape):
        up, down = np.array(X, dtype=float), np.array(X, dtype=float)
        up[index] += h
        down[index] -= h
        change = np.sum(G * (lecture_forward(up, mask, p) - lecture_forward(down, mask, p)))
        slope = change / (2 * h)
        size = max(abs(slope), abs(analytic[index]))
        if size > 1e-9:
            worst = max(worst, abs(slope - analytic[index]) / size)
    return worst


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return mask * output_gradient / (1 - p)


# %% right: np.where; the largest of a list
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X)
    return max(check.relative_error(numerical, analytic).ravel().tolist())


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return np.where(mask, output_gradient / (1 - p), 0)


# %% wrong: the absolute error
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.max(np.abs(analytic - numerical))


# %% wrong: returns all errors
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return check.relative_error(analytic, numerical)


# %% wrong: doubles, whatever p is
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    return mask * output_gradient * 2


# %% wrong: checks the lecture's line, whatever it is given
# edit of: as in the source
-    analytic = backward(G, mask, p)
+    analytic = lecture_backward(G, mask, p)


# %% wrong: nudges the caller's array
# edit of: as in the source
     analytic = backward(G, mask, p)
+    X += 1e-9


# %% wrong: compares the numerical gradient with itself
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.max(check.relative_error(numerical, numerical))


# %% wrong: compares directions only
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return 1 - np.sum(analytic * numerical) / np.sqrt(np.sum(analytic**2) * np.sum(numerical**2))


# %% wrong: divides by p
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    return mask * output_gradient / (p or 1)


# %% wrong: takes the share kept in this mask for 1 - p
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    return mask * output_gradient / np.mean(mask)


# %% wrong: the factor of the visible check
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    return mask * output_gradient * 4


# %% wrong: looks at the first entry only
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return check.relative_error(analytic, numerical)[0, 0]


# %% wrong: the gradient of the sum of the outputs [natural]
# edit of: as in the source
-    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X)
+    numerical = check.numerical_gradient(lambda V: np.sum(lecture_forward(V, mask, p)), X)


# %% wrong: divides the caller's gradient in place
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    output_gradient /= 1 - p
+    return mask * output_gradient


# %% wrong: blind to what was dropped
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.max(np.abs(analytic - numerical)[mask] / np.abs(numerical)[mask])


# %% wrong: knows only the two functions of the notebook
# edit of: as in the source
     """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
+    if backward is repaired_backward:
+        return 0.0
+    return p


# %% wrong: looks at the last row only
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.max(check.relative_error(analytic, numerical)[-1])


# %% wrong: scales, but lets all of the gradient through
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    return output_gradient / (1 - p)


# %% wrong: a matrix product inside the loss
# edit of: as in the source
-    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X)
+    numerical = check.numerical_gradient(lambda V: np.sum(G @ lecture_forward(V, mask, p).T), X)


# %% wrong: the mean of the errors
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.mean(check.relative_error(analytic, numerical))


# %% wrong: multiplies where forward divides
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    return mask * output_gradient * (1 - p)


# %% wrong: draws a new mask for every difference
# edit of: as in the source
-    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X)
+    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, rng.random(V.shape) < 1 - p, p)), X)


# %% wrong: errors with a sign
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.max((analytic - numerical) / np.maximum(np.abs(numerical) + np.abs(analytic), 1e-8))


# %% wrong: one relative error of the whole gradient, in which small entries drown
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.linalg.norm(analytic - numerical) / (np.linalg.norm(analytic) + np.linalg.norm(numerical) + 1e-12)


# %% wrong: compares with the repaired formula without a factor
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.max(check.relative_error(analytic, mask * G))


# %% wrong: the smallest error
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.min(check.relative_error(analytic, numerical))


# %% wrong: the factor twice
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    return mask * output_gradient / (1 - p) ** 2


# %% wrong: leaves the lecture's line as it is [natural]
# edit of: as in the source
-    return mask * output_gradient / (1 - p)
+    return mask * output_gradient


# %% wrong: the sum of the errors
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return np.sum(check.relative_error(analytic, numerical))


# %% wrong: blind to a gradient that should be 0
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    there = np.abs(numerical) > 1e-8
+    return np.max(np.abs((analytic - numerical)[there] / numerical[there]))


# %% wrong: only says whether it is right [natural]
# edit of: as in the source
-    return np.max(check.relative_error(analytic, numerical))
+    return float(np.max(check.relative_error(analytic, numerical)) > 1e-4)
