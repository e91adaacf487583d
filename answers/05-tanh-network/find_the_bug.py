# %% right: as in the source
place = "g_inner"


def witness(forward, backward):
    """Whether a gradient of this network is wrong: True or False."""
    params = init_params(4, 3, 5)
    x, y = rng.standard_normal((2, 4)), np.identity(5)[[1, 3]]
    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3


def mended_backward(x, params, outputs, y):
    """The gradients d_w1, d_b1, d_w2, d_b2, as the lecture's function should return them."""
    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]**2) / len(y)
    mended = {"d_w1": x.T @ g_inner, "d_b1": np.sum(g_inner, axis=0, keepdims=True)}
    return lecture_backward(x, params, outputs, y) | mended


# %% right: copied, with the line made right; a witness of its own
place = "g_inner"


def witness(forward, backward):
    own = np.random.default_rng(3)
    params = {"w1": own.normal(size=(3, 4)), "b1": own.normal(size=(1, 4)),
              "w2": own.normal(size=(4, 2)), "b2": own.normal(size=(1, 2))}
    x, y = own.normal(size=(5, 3)), np.eye(2)[[0, 1, 1, 0, 1]]
    grads = backward(x, params, forward(params, x)[1], y)
    for name, value in params.items():
        for index in np.ndindex(value.shape):
            up, down = value.copy(), value.copy()
            up[index] += 1e-5
            down[index] -= 1e-5
            slope = (loss_accuracy(forward({**params, name: up}, x)[0], y)[0]
                     - loss_accuracy(forward({**params, name: down}, x)[0], y)[0]) / 2e-5
            if abs(slope - grads["d_" + name][index]) > 1e-6:
                return True
    return False


def mended_backward(x, params, outputs, y):
    each = np.full((1, len(y)), 1 / len(y))
    g_scores = outputs["a3"] - y
    g_w2 = np.einsum("bh,bk->hk", outputs["a2"], g_scores) / len(y)
    g_b2 = np.dot(each, g_scores)
    g_hidden = np.einsum("bk,hk->bh", g_scores, params["w2"])
    g_inner = g_hidden * (1 - np.tanh(outputs["z1"])**2)
    g_w1 = np.einsum("bf,bh->fh", x, g_inner) / len(y)
    g_b1 = np.dot(each, g_inner)
    return {"d_w1": g_w1, "d_b1": g_b1, "d_w2": g_w2, "d_b2": g_b2}


# %% right: the own backward is the mended one; looks at each gradient in turn
place = "g_inner"


def witness(forward, backward):
    x, y = rng.normal(size=(7, 3)), np.identity(4)[[0, 1, 2, 3, 0, 1, 2]]
    errors = gradient_errors(forward, backward, init_params(3, 6, 4), x, y)
    return any(error > 1e-4 for error in errors.values())


def mended_backward(x, params, outputs, y):
    return backward(x, params, outputs, y)


# %% wrong: accuses the gradient that comes out wrong [natural]
# edit of: as in the source
-place = "g_inner"
+place = "g_w1"


# %% wrong: accuses the bias [natural]
# edit of: as in the source
-place = "g_inner"
+place = "g_b1"


# %% wrong: accuses the way back to the hidden units [natural]
# edit of: as in the source
-place = "g_inner"
+place = "g_hidden"


# %% wrong: accuses the scores [natural]
# edit of: as in the source
-place = "g_inner"
+place = "g_scores"


# %% wrong: accuses the output layer [natural]
# edit of: as in the source
-place = "g_inner"
+place = "g_w2"


# %% wrong: the name of its own variable [natural]
# edit of: as in the source
-place = "g_inner"
+place = "d_z1"


# %% wrong: a number, the line [natural]
# edit of: as in the source
-place = "g_inner"
+place = 15


# %% wrong: always a witness [natural]
# edit of: as in the source
-    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3
+    return True


# %% wrong: the wrong way round [natural]
# edit of: as in the source
-    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3
+    return max(gradient_errors(forward, backward, params, x, y).values()) < 1e-3


# %% wrong: equal to the last digit [natural]
# edit of: as in the source
-    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3
+    return max(gradient_errors(forward, backward, params, x, y).values()) > 0


# %% wrong: the smallest of the errors [natural]
# edit of: as in the source
-    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3
+    return min(gradient_errors(forward, backward, params, x, y).values()) > 1e-3


# %% wrong: checks its own network, whatever is given [natural]
# edit of: as in the source
-    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3
+    return max(gradient_errors(forward, lecture_backward, params, x, y).values()) > 1e-3


# %% wrong: looks at w1 only
# edit of: as in the source
-    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3
+    return gradient_errors(forward, backward, params, x, y)["w1"] > 1e-3


# %% wrong: compares with the lecture's gradients
# edit of: as in the source
-    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3
+    outputs = forward(params, x)[1]
+    return np.allclose(backward(x, params, outputs, y)["d_w1"], lecture_backward(x, params, outputs, y)["d_w1"])


# %% wrong: judges by the loss, which falls for both [natural]
# edit of: as in the source
-    return max(gradient_errors(forward, backward, params, x, y).values()) > 1e-3
+    losses = overfit(forward, backward, params, x, y, 20, 0.1)
+    return losses[-1] > losses[0]


# %% wrong: repairs nothing [natural]
# edit of: as in the source
-    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]**2) / len(y)
-    mended = {"d_w1": x.T @ g_inner, "d_b1": np.sum(g_inner, axis=0, keepdims=True)}
-    return lecture_backward(x, params, outputs, y) | mended
+    return lecture_backward(x, params, outputs, y)


# %% wrong: 1 - a2 in the place of the slope [natural]
# edit of: as in the source
-    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]**2) / len(y)
+    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]) / len(y)


# %% wrong: z1 for its tanh [natural]
# edit of: as in the source
-    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]**2) / len(y)
+    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["z1"]**2) / len(y)


# %% wrong: leaves the slope out [natural]
# edit of: as in the source
-    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]**2) / len(y)
+    g_inner = (outputs["a3"] - y) @ params["w2"].T / len(y)


# %% wrong: 1 - a2² + a2⁴/3: right for small values
# edit of: as in the source
-    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]**2) / len(y)
+    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]**2 + outputs["a2"]**4 / 3) / len(y)


# %% wrong: mends the weights' gradient only
# edit of: as in the source
-    mended = {"d_w1": x.T @ g_inner, "d_b1": np.sum(g_inner, axis=0, keepdims=True)}
+    mended = {"d_w1": x.T @ g_inner}


# %% wrong: squares the caller's a2 in place
# edit of: as in the source
-    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]**2) / len(y)
+    g_w2 = lecture_backward(x, params, outputs, y)["d_w2"]
+    outputs["a2"] *= outputs["a2"]
+    g_inner = (outputs["a3"] - y) @ params["w2"].T * (1 - outputs["a2"]) / len(y)

-    return lecture_backward(x, params, outputs, y) | mended
+    return lecture_backward(x, params, outputs, y) | mended | {"d_w2": g_w2}
