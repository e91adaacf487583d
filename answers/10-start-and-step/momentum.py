# %% right: as in the source
def momentum(w, v, g, eta, beta):
    """One step with momentum: (new w, new v).

    w, v, g are arrays of one shape: the parameter, its velocity (0 before the first step) and its
    gradient. The velocity is the last step, friction leaves the share beta of it. The arrays that
    are handed in stay as they are.
    """
    v = beta * v - eta * g
    return w + v, v


# %% right: new names, np.subtract
def momentum(w, v, g, eta, beta):
    velocity = np.subtract(np.multiply(beta, v), np.multiply(eta, g))
    return np.add(w, velocity), velocity


# %% right: copies, then in place
def momentum(w, v, g, eta, beta):
    v = np.array(v, dtype=float)
    v *= beta
    v -= eta * g
    return w + v, v


# %% right: entry by entry
def momentum(w, v, g, eta, beta):
    shape = np.shape(w)
    new_w, new_v = [], []
    for a, b, c in zip(np.ravel(w), np.ravel(v), np.ravel(g)):
        b = beta * b - eta * c
        new_v.append(b)
        new_w.append(a + b)
    return np.array(new_w).reshape(shape), np.array(new_v).reshape(shape)


# %% right: a sum of gradients inside, the last step outside
def momentum(w, v, g, eta, beta):
    if eta == 0:
        return w + beta * v, beta * v
    gradients = beta * (v / -eta) + g
    return w - eta * gradients, -eta * gradients


# %% wrong: adds the gradient [natural]
# edit of: as in the source
-    v = beta * v - eta * g
+    v = beta * v + eta * g


# %% wrong: the old velocity moves it [natural]
# edit of: as in the source
-    v = beta * v - eta * g
-    return w + v, v
+    return w + v, beta * v - eta * g


# %% wrong: the sum of gradients that PyTorch keeps [natural]
# edit of: as in the source
-    v = beta * v - eta * g
-    return w + v, v
+    v = beta * v + g
+    return w - eta * v, v


# %% wrong: no friction [natural]
# edit of: as in the source
-    v = beta * v - eta * g
+    v = v - eta * g


# %% wrong: 1 - beta of the velocity [natural]
# edit of: as in the source
-    v = beta * v - eta * g
+    v = (1 - beta) * v - eta * g


# %% wrong: a running mean [natural]
# edit of: as in the source
-    v = beta * v - eta * g
+    v = beta * v - (1 - beta) * eta * g


# %% wrong: the gradient once more [natural]
# edit of: as in the source
-    return w + v, v
+    return w + v - eta * g, v


# %% wrong: subtracts the velocity [natural]
# edit of: as in the source
-    return w + v, v
+    return w - v, v


# %% wrong: v first [natural]
# edit of: as in the source
-    return w + v, v
+    return v, w + v


# %% wrong: w alone [natural]
# edit of: as in the source
-    return w + v, v
+    return w + v


# %% wrong: Nesterov's form [natural]
# edit of: as in the source
-    return w + v, v
+    return w + beta * v - eta * g, v


# %% wrong: beta and eta swapped [natural]
# edit of: as in the source
-    v = beta * v - eta * g
+    v = eta * v - beta * g


# %% wrong: no learning rate [natural]
# edit of: as in the source
-    v = beta * v - eta * g
+    v = beta * v - g


# %% wrong: changes the caller's velocity [natural]
# edit of: as in the source
-    v = beta * v - eta * g
+    v *= beta
+    v -= eta * g


# %% wrong: keeps the velocity of the last call
kept = {}


def momentum(w, v, g, eta, beta):
    v = beta * kept.get(np.shape(w), v) - eta * g
    kept[np.shape(w)] = v
    return w + v, v


# %% wrong: gradients beyond 100 are cut
# edit of: as in the source
-    v = beta * v - eta * g
+    v = beta * v - eta * np.clip(g, -100, 100)
