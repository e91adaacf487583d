# %% right: as in the source
def adam(w, m, s, t, g, eta, beta1, beta2, eps):
    """One step of Adam, the t-th (counted from 1): (new w, new m, new s).

    w, m, s, g are arrays of one shape: the parameter, the running means of its gradients (of whose
    old value the share beta1 stays) and of their squares (beta2), both 0 before the first step, and
    its gradient. The step is eta times the mean over the root of the mean square plus eps, both
    corrected for their start at 0; they are returned uncorrected. The arrays that are handed in stay
    as they are.
    """
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m, s


# %% right: Keras's way: the correction in the rate, eps corrected along
def adam(w, m, s, t, g, eta, beta1, beta2, eps):
    m = m + (g - m) * (1 - beta1)
    s = s + (g * g - s) * (1 - beta2)
    root = np.sqrt(1 - beta2**t)
    return w - eta * root / (1 - beta1**t) * m / (np.sqrt(s) + eps * root), m, s


# %% right: np.power, new names
def adam(w, m, s, t, g, eta, beta1, beta2, eps):
    mean = np.add(beta1 * m, (1 - beta1) * g)
    square = np.add(beta2 * s, (1 - beta2) * np.square(g))
    over = np.sqrt(square / (1 - np.power(beta2, t))) + eps
    return np.subtract(w, eta * (mean / (1 - np.power(beta1, t))) / over), mean, square


# %% right: the correction by a loop
def adam(w, m, s, t, g, eta, beta1, beta2, eps):
    first, second = 1.0, 1.0
    for _ in range(int(t)):
        first, second = first * beta1, second * beta2
    new_m = beta1 * m + (1 - beta1) * g
    new_s = beta2 * s + (1 - beta2) * g * g
    step = (new_m / (1 - first)) / ((new_s / (1 - second)) ** 0.5 + eps)
    return w - eta * step, new_m, new_s


# %% right: with rmsprop on what is left of it
def adam(w, m, s, t, g, eta, beta1, beta2, eps):
    _, s = rmsprop(w, s, g, eta, beta2, eps)
    m = beta1 * m + (1 - beta1) * g
    return w - eta * m / (1 - beta1**t) / (np.sqrt(s / (1 - beta2**t)) + eps), m, s


# %% wrong: no correction at all [natural]
# edit of: as in the source
-    m_hat = m / (1 - beta1**t)
-    s_hat = s / (1 - beta2**t)
+    m_hat, s_hat = m, s


# %% wrong: m is not corrected [natural]
# edit of: as in the source
-    m_hat = m / (1 - beta1**t)
+    m_hat = m


# %% wrong: s is not corrected [natural]
# edit of: as in the source
-    s_hat = s / (1 - beta2**t)
+    s_hat = s


# %% wrong: carries the corrected means on [natural]
# edit of: as in the source
-    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m, s
+    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m_hat, s_hat


# %% wrong: no power of t [natural]
# edit of: as in the source
-    m_hat = m / (1 - beta1**t)
-    s_hat = s / (1 - beta2**t)
+    m_hat = m / (1 - beta1)
+    s_hat = s / (1 - beta2)


# %% wrong: steps are counted from 0 [natural]
# edit of: as in the source
-    m_hat = m / (1 - beta1**t)
-    s_hat = s / (1 - beta2**t)
+    m_hat = m / (1 - beta1 ** (t + 1))
+    s_hat = s / (1 - beta2 ** (t + 1))


# %% wrong: beta times t [natural]
# edit of: as in the source
-    m_hat = m / (1 - beta1**t)
-    s_hat = s / (1 - beta2**t)
+    m_hat = m / (1 - beta1 * t)
+    s_hat = s / (1 - beta2 * t)


# %% wrong: multiplies by the correction [natural]
# edit of: as in the source
-    m_hat = m / (1 - beta1**t)
-    s_hat = s / (1 - beta2**t)
+    m_hat = m * (1 - beta1**t)
+    s_hat = s * (1 - beta2**t)


# %% wrong: both betas swapped in the means [natural]
# edit of: as in the source
-    m = beta1 * m + (1 - beta1) * g
-    s = beta2 * s + (1 - beta2) * g**2
+    m = beta2 * m + (1 - beta2) * g
+    s = beta1 * s + (1 - beta1) * g**2


# %% wrong: the gradient in full [natural]
# edit of: as in the source
-    m = beta1 * m + (1 - beta1) * g
+    m = beta1 * m + g


# %% wrong: the square of m [natural]
# edit of: as in the source
-    s = beta2 * s + (1 - beta2) * g**2
+    s = beta2 * s + (1 - beta2) * m**2


# %% wrong: no square [natural]
# edit of: as in the source
-    s = beta2 * s + (1 - beta2) * g**2
+    s = beta2 * s + (1 - beta2) * g


# %% wrong: the gradient on top [natural]
# edit of: as in the source
-    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m, s
+    return w - eta * g / (np.sqrt(s_hat) + eps), m, s


# %% wrong: uphill [natural]
# edit of: as in the source
-    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m, s
+    return w + eta * m_hat / (np.sqrt(s_hat) + eps), m, s


# %% wrong: no root [natural]
# edit of: as in the source
-    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m, s
+    return w - eta * m_hat / (s_hat + eps), m, s


# %% wrong: eps inside of the root [natural]
# edit of: as in the source
-    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m, s
+    return w - eta * m_hat / np.sqrt(s_hat + eps), m, s


# %% wrong: eps before the correction [natural]
# edit of: as in the source
-    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m, s
+    return w - eta * m_hat / (np.sqrt(s) + eps) * np.sqrt(1 - beta2**t), m, s


# %% wrong: w alone [natural]
# edit of: as in the source
-    return w - eta * m_hat / (np.sqrt(s_hat) + eps), m, s
+    return w - eta * m_hat / (np.sqrt(s_hat) + eps)


# %% wrong: changes the caller's means [natural]
# edit of: as in the source
-    m = beta1 * m + (1 - beta1) * g
-    s = beta2 * s + (1 - beta2) * g**2
+    m *= beta1
+    m += (1 - beta1) * g
+    s *= beta2
+    s += (1 - beta2) * g**2


# %% wrong: correction ends after ten steps
# edit of: as in the source
-    m_hat = m / (1 - beta1**t)
-    s_hat = s / (1 - beta2**t)
+    m_hat = m / (1 - beta1**t) if t <= 10 else m
+    s_hat = s / (1 - beta2**t) if t <= 10 else s
