# %% right: as in the source
def start_std(n_in, n_out, activation):
    """The standard deviation of the weights of a layer of n_out units with n_in inputs.

    activation is "relu" or "tanh". It keeps the size of the activations from 0.5 to 2 through 20
    layers of any widths, and through equally wide ones that of the gradients within a factor of 10.
    """
    gain = np.sqrt(2) if activation == "relu" else 1.6
    return gain / np.sqrt(n_in)


# %% right: a table of gains
def start_std(n_in, n_out, activation):
    return {"relu": 2**0.5, "tanh": 1.5}[activation] * n_in**-0.5


# %% right: PyTorch's gain of 5/3 for tanh
def start_std(n_in, n_out, activation):
    variance = 2 / n_in
    if activation == "tanh":
        variance = 25 / 9 / n_in
    return np.sqrt(variance)


# %% right: He's start for both
def start_std(n_in, n_out, activation):
    return np.sqrt(2 / n_in)


# %% right: found by halving: the factor of one layer is to be 1
def start_std(n_in, n_out, activation):
    if activation == "tanh":
        return 1.7 / np.sqrt(n_in)
    low, high = 0.0, 2.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if n_in * middle**2 / 2 < 1 else (low, middle)
    return float(high)


# %% right: in float32
def start_std(n_in, n_out, activation):
    gain = np.float32(1.6)
    if activation == "relu":
        gain = np.sqrt(np.float32(2))
    return gain / np.sqrt(np.float32(n_in))


# %% wrong: the variance [natural]
# edit of: as in the source
-    return gain / np.sqrt(n_in)
+    return gain**2 / n_in


# %% wrong: 1 over the root of n for both [natural]
# edit of: as in the source
-    gain = np.sqrt(2) if activation == "relu" else 1.6
+    gain = 1.0


# %% wrong: Glorot's start for both [natural]
# edit of: as in the source
-    return gain / np.sqrt(n_in)
+    return np.sqrt(2 / (n_in + n_out))


# %% wrong: the units in place of the inputs [natural]
# edit of: as in the source
-    return gain / np.sqrt(n_in)
+    return gain / np.sqrt(n_out)


# %% wrong: tanh with a gain of 1 [natural]
# edit of: as in the source
-    gain = np.sqrt(2) if activation == "relu" else 1.6
+    gain = np.sqrt(2) if activation == "relu" else 1.0


# %% wrong: He with the mean of inputs and units [natural]
# edit of: as in the source
-    return gain / np.sqrt(n_in)
+    return gain / np.sqrt((n_in + n_out) / 2)


# %% wrong: both gains swapped [natural]
# edit of: as in the source
-    gain = np.sqrt(2) if activation == "relu" else 1.6
+    gain = np.sqrt(2) if activation == "tanh" else 1.6


# %% wrong: half in place of twice [natural]
# edit of: as in the source
-    gain = np.sqrt(2) if activation == "relu" else 1.6
+    gain = np.sqrt(0.5) if activation == "relu" else 1.6


# %% wrong: a fixed number [natural]
# edit of: as in the source
-    return gain / np.sqrt(n_in)
+    return 0.05


# %% wrong: 2 in place of its root [natural]
# edit of: as in the source
-    gain = np.sqrt(2) if activation == "relu" else 1.6
+    gain = 2 if activation == "relu" else 1.6


# %% wrong: tanh with a gain of 3: gradients explode
# edit of: as in the source
-    gain = np.sqrt(2) if activation == "relu" else 1.6
+    gain = np.sqrt(2) if activation == "relu" else 3.0


# %% wrong: right up to 200 inputs only
# edit of: as in the source
-    return gain / np.sqrt(n_in)
+    return gain / np.sqrt(min(n_in, 200))


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return gain / np.sqrt(n_in)
+    gain / np.sqrt(n_in)
