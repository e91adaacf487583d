# %% right: as in the source
def init_params(rng, sizes=(784, 32, 32, 10)):
    """Weights and biases, a list of three arrays each: (n_in, n_out) and (1, n_out)."""
    weights, biases = [], []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        deviation = 1 / math.sqrt(max(n_in, n_out))
        weights.append(rng.normal(0, deviation, (n_in, n_out)))
        biases.append(np.zeros((1, n_out)))
    return weights, biases


# %% right: two comprehensions; weights drawn transposed
def init_params(rng, sizes=(784, 32, 32, 10)):
    pairs = list(zip(sizes, sizes[1:]))
    weights = [rng.normal(scale=max(pair) ** -0.5, size=pair[::-1]).T for pair in pairs]
    biases = [np.zeros(shape=(1, n)) for n in sizes[1:]]
    return weights, biases


# %% right: loops over every entry
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        w = np.empty((n_in, n_out))
        for i in range(n_in):
            w[i, :] = rng.normal(0, (1 / max(n_in, n_out)) ** 0.5, n_out)
        weights.append(w)
        biases.append(0.0 * np.ones((1, n_out)))
    return weights, biases


# %% right: weights and biases in float32
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], []
    for n_in, n_out in zip(sizes, sizes[1:]):
        w = rng.standard_normal((n_in, n_out), dtype=np.float32)
        weights.append(w / np.float32(math.sqrt(max(n_in, n_out))))
        biases.append(np.zeros((1, n_out), dtype=np.float32))
    return weights, biases


# %% right: draws from np.random instead of rng
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], []
    for n_in, n_out in zip(sizes, sizes[1:]):
        weights.append(np.random.randn(n_in, n_out) * np.sqrt(1.0 / np.maximum(n_in, n_out)))
        biases.append(np.zeros((1, n_out)))
    return weights, biases


# %% right: standard normal numbers, scaled afterwards
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], []
    for i in range(len(sizes) - 1):
        larger = max(sizes[i], sizes[i + 1])
        weights.append(rng.standard_normal((sizes[i], sizes[i + 1])) / larger**0.5)
        biases.append(np.zeros((1, sizes[i + 1])))
    return weights, biases


# %% right: three layers written out, as in the lecture, last layer drawn first
def init_params(rng, sizes=(784, 32, 32, 10)):
    n0, n1, n2, n3 = sizes
    w3 = rng.normal(0, 1 / math.sqrt(max(n2, n3)), (n2, n3))
    w2 = rng.normal(0, 1 / math.sqrt(max(n1, n2)), (n1, n2))
    w1 = rng.normal(0, 1 / math.sqrt(max(n0, n1)), (n0, n1))
    return [w1, w2, w3], [np.zeros((1, n1)), np.zeros((1, n2)), np.zeros((1, n3))]


# %% wrong: random biases [natural]
# edit of: as in the source
-        biases.append(np.zeros((1, n_out)))
+        biases.append(rng.normal(0, deviation, (1, n_out)))


# %% wrong: biases as long as the input [natural]
# edit of: as in the source
-        biases.append(np.zeros((1, n_out)))
+        biases.append(np.zeros((1, n_in)))


# %% wrong: biases of shape (n_out,) [natural]
# edit of: as in the source
-        biases.append(np.zeros((1, n_out)))
+        biases.append(np.zeros(n_out))


# %% wrong: n_in in place of the larger one [natural]
# edit of: as in the source
-        deviation = 1 / math.sqrt(max(n_in, n_out))
+        deviation = 1 / math.sqrt(n_in)


# %% wrong: another distribution of the same variance
# edit of: as in the source
-        weights.append(rng.normal(0, deviation, (n_in, n_out)))
+        weights.append(rng.laplace(0, deviation / 2**0.5, (n_in, n_out)))


# %% wrong: standard normal numbers, not scaled [natural]
# edit of: as in the source
-        deviation = 1 / math.sqrt(max(n_in, n_out))
+        deviation = 1.0


# %% wrong: mean 0.05
# edit of: as in the source
-        weights.append(rng.normal(0, deviation, (n_in, n_out)))
+        weights.append(rng.normal(0.05, deviation, (n_in, n_out)))


# %% wrong: all units of a layer start with the same weights
# edit of: as in the source
-        weights.append(rng.normal(0, deviation, (n_in, n_out)))
+        weights.append(np.tile(rng.normal(0, deviation, (n_in, 1)), n_out))


# %% wrong: every weight of a layer is the same draw
# edit of: as in the source
-        weights.append(rng.normal(0, deviation, (n_in, n_out)))
+        weights.append(rng.normal(0, deviation) * np.ones((n_in, n_out)))


# %% wrong: n_out in place of the larger one [natural]
# edit of: as in the source
-        deviation = 1 / math.sqrt(max(n_in, n_out))
+        deviation = 1 / math.sqrt(n_out)


# %% wrong: seeds a generator of its own in every call
# edit of: as in the source
     weights, biases = [], []
+    rng = np.random.default_rng(80085)


# %% wrong: always the network of MNIST
# edit of: as in the source
     weights, biases = [], []
+    sizes = (784, 32, 32, 10)


# %% wrong: weights of shape (n_out, n_in) [natural]
# edit of: as in the source
-        weights.append(rng.normal(0, deviation, (n_in, n_out)))
+        weights.append(rng.normal(0, deviation, (n_out, n_in)))


# %% wrong: forgets the last layer
# edit of: as in the source
-    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
+    for n_in, n_out in zip(sizes[:-2], sizes[1:-1]):


# %% wrong: uniform numbers of the right variance
# edit of: as in the source
-        weights.append(rng.normal(0, deviation, (n_in, n_out)))
+        weights.append(deviation * 3**0.5 * rng.uniform(-1, 1, (n_in, n_out)))


# %% wrong: gives the variance where the deviation is asked for [natural]
# edit of: as in the source
-        deviation = 1 / math.sqrt(max(n_in, n_out))
+        deviation = 1 / max(n_in, n_out)
