# %% right: as in the source
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            kept = rng.random(input.shape) < 1 - self.probability_dropout
            self.dropout_matrix = kept / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = input * self.dropout_matrix

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix


# %% right: keeps where the draw is p or more; a generator of the layer's own
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True
        self.rng = np.random.default_rng()

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            kept = self.rng.random(input.shape) >= self.probability_dropout
            self.dropout_matrix = kept / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = input * self.dropout_matrix

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix


# %% right: np.random.binomial; divides first
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            kept = np.random.binomial(1, 1 - self.probability_dropout, size=input.shape)
            self.dropout_matrix = kept / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = self.dropout_matrix * input

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix


# %% right: choice among 0 and the factor
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            p = self.probability_dropout
            self.dropout_matrix = rng.choice([0.0, 1 / (1 - p)], size=input.shape, p=[p, 1 - p])
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = input * self.dropout_matrix

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix


# %% right: draws the columns in an order of their own, by a legacy generator
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            legacy = np.random.RandomState(np.random.randint(2**31))
            kept = np.empty(input.shape, dtype=bool)
            for j in reversed(range(input.shape[1])):
                kept[:, j] = legacy.random_sample(len(input)) > self.probability_dropout
            self.dropout_matrix = kept / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = input * self.dropout_matrix

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix


# %% right: without a mask when testing; the input itself is the output
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        self.probability_dropout = probability_dropout
        self.training = True

    def forward(self, input):
        self.mask = None
        self.output = input
        if self.training and self.probability_dropout > 0:
            dropped = np.random.uniform(size=input.shape[::-1]).T < self.probability_dropout
            self.mask = np.where(dropped, 0, 1 / (1 - self.probability_dropout))
            self.output = np.multiply(input, self.mask)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return output_gradient if self.mask is None else output_gradient * self.mask


# %% right: draws and mask in float32
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            kept = rng.random(input.shape, dtype=np.float32) < 1 - self.probability_dropout
            self.dropout_matrix = kept.astype(np.float32) / np.float32(1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = input * self.dropout_matrix

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix


# %% right: the lecture's form: a mask of truth values, the factor in both; np.random.rand
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            self.dropout_matrix = np.random.rand(input.shape[0], input.shape[1]) < (1 - self.probability_dropout)
            self.factor = 1 / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape, dtype=bool)
            self.factor = 1
        self.output = (input * self.dropout_matrix) * self.factor

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return self.dropout_matrix * output_gradient * self.factor


# %% right: Python's own random, entry by entry
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            import random

            p = self.probability_dropout
            rows, columns = input.shape
            self.dropout_matrix = np.zeros((rows, columns))
            for j in range(columns):
                for i in range(rows):
                    if random.random() >= p:
                        self.dropout_matrix[i, j] = 1 / (1 - p)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = input * self.dropout_matrix

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix


# %% right: whole numbers in place of numbers from 0 to 1
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            kept = rng.integers(0, 10_000, input.shape) >= 10_000 * self.probability_dropout
            self.dropout_matrix = kept / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = input * self.dropout_matrix

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix


# %% right: indices of what is dropped, set to 0 in a copy
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            kept = rng.random(input.shape) < 1 - self.probability_dropout
            self.dropout_matrix = kept / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = np.array(input, dtype=float)
        self.output[self.dropout_matrix == 0] = 0
        self.output[self.dropout_matrix > 0] /= 1 - self.probability_dropout if self.training else 1

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        grad = np.zeros(output_gradient.shape)
        where = self.dropout_matrix > 0
        grad[where] = output_gradient[where] * self.dropout_matrix[where]
        return grad


# %% wrong: doubles, whatever p is [natural]
# edit of: as in the source
-            self.dropout_matrix = kept / (1 - self.probability_dropout)
+            self.dropout_matrix = kept * 2.0


# %% wrong: scales the gradient, but lets all of it through [natural]
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        return output_gradient / (1 - self.probability_dropout) if self.training else output_gradient


# %% wrong: hands the gradient on as it is [natural]
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        return output_gradient


# %% wrong: keeps the next time what was dropped
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            last = getattr(self, 'last', None)
+            fresh = last is None or last.shape != input.shape or self.probability_dropout != 0.5
+            kept = rng.random(input.shape) < 1 - self.probability_dropout if fresh else ~last
+            self.last = kept


# %% wrong: exactly the share p is dropped, with no chance in how many
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            kept = np.ones(input.size)
+            kept[rng.choice(input.size, int(round(self.probability_dropout * input.size)), replace=False)] = 0
+            kept = kept.reshape(input.shape)


# %% wrong: drops exactly the share p of each sample
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            order = np.argsort(rng.random(input.shape), axis=0)
+            kept = order >= round(self.probability_dropout * len(input))


# %% wrong: drops exactly the share p of each unit's samples
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            order = np.argsort(rng.random(input.shape), axis=1)
+            kept = order >= round(self.probability_dropout * input.shape[1])


# %% wrong: the lecture's error: backward without the factor [natural]
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        return output_gradient * (self.dropout_matrix > 0)


# %% wrong: draws a mask only when the shape is a new one
# edit of: as in the source
-        if self.training:
+        if self.training and self.dropout_matrix is not None and self.dropout_matrix.shape == input.shape and self.output is not None and self.dropout_matrix.max() != 1:
+            pass
+        elif self.training:


# %% wrong: backward looks at the switch, and not at what the last forward did
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        return output_gradient * self.dropout_matrix if self.training else output_gradient


# %% wrong: multiplies by noise of the right mean, drops nothing
# edit of: as in the source
-            self.dropout_matrix = kept / (1 - self.probability_dropout)
+            self.dropout_matrix = np.clip(1 + rng.standard_normal(input.shape) * self.probability_dropout, 0.01, None)


# %% wrong: changes the caller's gradient
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        output_gradient *= self.dropout_matrix
+        return output_gradient


# %% wrong: drops in the caller's array
# edit of: as in the source
-        self.output = input * self.dropout_matrix
+        input *= self.dropout_matrix
+        self.output = input


# %% wrong: guesses the mask from the output: wrong where the input is 0
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        return output_gradient * (self.output != 0) / (1 - self.probability_dropout) if self.training else output_gradient


# %% wrong: all layers share one mask
# edit of: as in the source
-            self.dropout_matrix = kept / (1 - self.probability_dropout)
+            Dropout.shared = kept / (1 - self.probability_dropout)

-            self.dropout_matrix = np.ones(input.shape)
-        self.output = input * self.dropout_matrix
+            Dropout.shared = np.ones(input.shape)
+        self.output = input * Dropout.shared

-        return output_gradient * self.dropout_matrix
+        return output_gradient * Dropout.shared


# %% wrong: multiplies by 1 - p [natural]
# edit of: as in the source
-            self.dropout_matrix = kept / (1 - self.probability_dropout)
+            self.dropout_matrix = kept * (1 - self.probability_dropout)


# %% wrong: dropout when testing too [natural]
# edit of: as in the source
-        if self.training:
+        if True:


# %% wrong: draws new coins in backward [natural]
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        kept = rng.random(output_gradient.shape) < 1 - self.probability_dropout
+        return output_gradient * kept / (1 - self.probability_dropout) if self.training else output_gradient


# %% wrong: no factor at all [natural]
# edit of: as in the source
-            self.dropout_matrix = kept / (1 - self.probability_dropout)
+            self.dropout_matrix = kept * 1.0


# %% wrong: switched off for one forward only
# edit of: as in the source
         self.output = input * self.dropout_matrix
+        self.training = True


# %% wrong: a coin for each sample, the same for all units
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            kept = rng.random((1, input.shape[1])) * np.ones(input.shape) < 1 - self.probability_dropout


# %% wrong: a coin for each unit, the same for all samples
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            kept = rng.random((input.shape[0], 1)) * np.ones(input.shape) < 1 - self.probability_dropout


# %% wrong: multiplies by the output
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        return output_gradient * self.output


# %% wrong: keeps with the probability p [natural]
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            kept = rng.random(input.shape) < self.probability_dropout


# %% wrong: keeps with the probability p and divides by p [natural]
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
-            self.dropout_matrix = kept / (1 - self.probability_dropout)
+            kept = rng.random(input.shape) < self.probability_dropout
+            self.dropout_matrix = kept / max(self.probability_dropout, 1e-9)


# %% wrong: the same coins in every call
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            kept = np.random.default_rng(0).random(input.shape) < 1 - self.probability_dropout


# %% wrong: scales down when testing: dropout that is not inverted [natural]
# edit of: as in the source
-            self.dropout_matrix = kept / (1 - self.probability_dropout)
+            self.dropout_matrix = kept * 1.0

-            self.dropout_matrix = np.ones(input.shape)
+            self.dropout_matrix = np.full(input.shape, 1 - self.probability_dropout)


# %% wrong: scales up in training and again in testing [natural]
# edit of: as in the source
-            self.dropout_matrix = np.ones(input.shape)
+            self.dropout_matrix = np.ones(input.shape) / (1 - self.probability_dropout)


# %% wrong: drops the smallest activations
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            kept = input > np.quantile(input, self.probability_dropout)


# %% wrong: once off, it stays off
# edit of: as in the source
-        if self.training:
+        self.off = getattr(self, 'off', False) or not self.training
+        if not self.off:


# %% wrong: every second entry, without any coin
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            kept = (np.arange(input.size).reshape(input.shape) * (1 - self.probability_dropout)) % 1 < 1 - self.probability_dropout


# %% wrong: draws for one half of the samples and uses it twice
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            half = rng.random((input.shape[0], (input.shape[1] + 1) // 2))
+            kept = np.repeat(half, 2, axis=1)[:, : input.shape[1]] < 1 - self.probability_dropout


# %% wrong: the probability in steps of 0.05
# edit of: as in the source
-            kept = rng.random(input.shape) < 1 - self.probability_dropout
+            kept = rng.integers(0, 20, input.shape) >= 20 * self.probability_dropout


# %% wrong: backward returns nothing [natural]
# edit of: as in the source
-        return output_gradient * self.dropout_matrix
+        grad = output_gradient * self.dropout_matrix
