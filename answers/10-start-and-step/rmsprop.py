# %% right: as in the source
def rmsprop(w, s, g, eta, rho, eps):
    """One step of RMSProp: (new w, new s).

    w, s, g are arrays of one shape: the parameter, the running mean of its squared gradients (0
    before the first step), of whose old value the share rho stays, and its gradient. eps is added
    to the root. The arrays that are handed in stay as they are.
    """
    s = rho * s + (1 - rho) * g**2
    return w - eta * g / (np.sqrt(s) + eps), s


# %% right: np.square, np.divide
def rmsprop(w, s, g, eta, rho, eps):
    mean = rho * s + (1 - rho) * np.square(g)
    return np.subtract(w, np.divide(eta * g, eps + mean**0.5)), mean


# %% right: moves the mean by a share of the difference, as Keras does
def rmsprop(w, s, g, eta, rho, eps):
    s = s + (1 - rho) * (g * g - s)
    rate = eta / (np.sqrt(s) + eps)
    return w - rate * g, s


# %% right: entry by entry
def rmsprop(w, s, g, eta, rho, eps):
    new_w, new_s = np.array(w, dtype=float), np.array(s, dtype=float)
    slopes = np.asarray(g)
    for i in np.ndindex(np.shape(w)):
        new_s[i] = rho * new_s[i] + (1 - rho) * float(slopes[i]) ** 2
        new_w[i] -= eta * slopes[i] / (new_s[i] ** 0.5 + eps)
    return new_w, new_s


# %% right: by the sign and the ratio
def rmsprop(w, s, g, eta, rho, eps):
    s = np.average([s, np.abs(g) ** 2], axis=0, weights=[rho, 1 - rho])
    return w - eta * np.sign(g) * (np.abs(g) / (np.sqrt(s) + eps)), s


# %% wrong: rho and 1 - rho swapped [natural]
# edit of: as in the source
-    s = rho * s + (1 - rho) * g**2
+    s = (1 - rho) * s + rho * g**2


# %% wrong: no squares [natural]
# edit of: as in the source
-    s = rho * s + (1 - rho) * g**2
+    s = rho * s + (1 - rho) * g


# %% wrong: a sum of squares [natural]
# edit of: as in the source
-    s = rho * s + (1 - rho) * g**2
+    s = s + g**2


# %% wrong: the new square in full [natural]
# edit of: as in the source
-    s = rho * s + (1 - rho) * g**2
+    s = rho * s + g**2


# %% wrong: eps inside of the root [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g / np.sqrt(s + eps), s


# %% wrong: no root [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g / (s + eps), s


# %% wrong: the old mean in the step [natural]
# edit of: as in the source
-    s = rho * s + (1 - rho) * g**2
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g / (np.sqrt(s) + eps), rho * s + (1 - rho) * g**2


# %% wrong: uphill [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w + eta * g / (np.sqrt(s) + eps), s


# %% wrong: the plain step [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g, s


# %% wrong: multiplies [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g * (np.sqrt(s) + eps), s


# %% wrong: one mean for all entries [natural]
# edit of: as in the source
-    s = rho * s + (1 - rho) * g**2
+    s = rho * s + (1 - rho) * np.mean(g**2)


# %% wrong: no learning rate [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - g / (np.sqrt(s) + eps), s


# %% wrong: w alone [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g / (np.sqrt(s) + eps)


# %% wrong: s first [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return s, w - eta * g / (np.sqrt(s) + eps)


# %% wrong: returns the root [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g / (np.sqrt(s) + eps), np.sqrt(s)


# %% wrong: changes the caller's mean [natural]
# edit of: as in the source
-    s = rho * s + (1 - rho) * g**2
+    s *= rho
+    s += (1 - rho) * g**2


# %% wrong: no eps [natural]
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g / np.sqrt(s), s


# %% wrong: corrects the mean, as Adam does
# edit of: as in the source
-    return w - eta * g / (np.sqrt(s) + eps), s
+    return w - eta * g / (np.sqrt(s / (1 - rho)) + eps), s
