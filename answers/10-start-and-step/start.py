# %% right: as in the source
def start(widths, activation, draw):
    """New layers [(w, b), …] for these widths, inputs first, classes last: w (n, m), b (1, m).

    The weights of hidden layers are drawn by the generator draw, with mean 0 and the standard
    deviation of start_std; all biases are 0. Those of the last layer are so small that with inputs
    of size 1 the mean loss begins within 2 % of log k, where k is the number of classes.
    """
    layers = []
    for n, m in zip(widths[:-1], widths[1:]):
        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
    layers[-1] = (layers[-1][0] * 0.05, layers[-1][1])
    return layers


# %% right: the last layer is 0, which is no harm for it alone
def start(widths, activation, draw):
    layers = [(start_std(n, m, activation) * draw.standard_normal((n, m)), np.zeros((1, m)))
              for n, m in zip(widths, widths[1:])]
    return [*layers[:-1], (np.zeros_like(layers[-1][0]), layers[-1][1])]


# %% right: uniform draws with this deviation, as Keras has them
def start(widths, activation, draw):
    layers = []
    for i in range(len(widths) - 1):
        n, m = widths[i], widths[i + 1]
        std = start_std(n, m, activation) if i < len(widths) - 2 else 0.1 / n**0.5
        layers.append((draw.uniform(-1, 1, (n, m)) * 3**0.5 * std, np.zeros((1, m))))
    return layers


# %% right: a tenth of 1 over the root
def start(widths, activation, draw):
    layers = []
    for n, m in zip(widths, widths[1:]):
        layers.append([draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))])
    layers[-1][0] = draw.normal(0, 0.1 / np.sqrt(widths[-2]), layers[-1][0].shape)
    return layers


# %% right: from the last layer to the first
def start(widths, activation, draw):
    layers, k = [], len(widths) - 1
    while k > 0:
        std = float(start_std(widths[k - 1], widths[k], activation))
        if not layers:
            std = std / 30
        layers.insert(0, (std * draw.normal(size=(widths[k - 1], widths[k])), np.zeros((1, widths[k]))))
        k -= 1
    return layers


# %% wrong: the last layer as all others [natural]
# edit of: as in the source
-    layers[-1] = (layers[-1][0] * 0.05, layers[-1][1])


# %% wrong: the variance as the standard deviation [natural]
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.normal(0, start_std(n, m, activation) ** 2, (n, m)), np.zeros((1, m))))


# %% wrong: weights (outputs, inputs) [natural]
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.normal(0, start_std(n, m, activation), (m, n)), np.zeros((1, m))))


# %% wrong: all layers small [natural]
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.normal(0, 0.01, (n, m)), np.zeros((1, m))))


# %% wrong: all weights equal [natural]
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((np.full((n, m), start_std(n, m, activation)), np.zeros((1, m))))


# %% wrong: random biases [natural]
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), draw.normal(0, 0.1, (1, m))))


# %% wrong: biases without their row [natural]
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros(m)))


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return layers


# %% wrong: uniform from 0 to the deviation [natural]
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.uniform(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))


# %% wrong: the deviation of inputs and outputs swapped [natural]
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.normal(0, start_std(m, n, activation), (n, m)), np.zeros((1, m))))


# %% wrong: always that of tanh
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.normal(0, start_std(n, m, "tanh"), (n, m)), np.zeros((1, m))))


# %% wrong: a generator of its own: the same network every time
# edit of: as in the source
-    layers = []
+    layers, draw = [], np.random.default_rng(0)


# %% wrong: the same generator anew in each layer
# edit of: as in the source
-    for n, m in zip(widths[:-1], widths[1:]):
+    for n, m in zip(widths[:-1], widths[1:]):
+        draw = np.random.default_rng(1)


# %% wrong: one column for all units of a layer
# edit of: as in the source
-        layers.append((draw.normal(0, start_std(n, m, activation), (n, m)), np.zeros((1, m))))
+        layers.append((draw.normal(0, start_std(n, m, activation), (n, 1)) * np.ones((n, m)), np.zeros((1, m))))
