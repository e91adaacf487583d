# %% right: as in the source
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = self.weights - learning_rate * weights_gradient
        return input_gradient


# %% right: mask of ones with a 0 for the bias; np.random; no bias trick
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        self.weights = np.random.normal(0, 0.01, size=(output_size, input_size + 1))
        self.weights[:, input_size] = 0.01
        self.reg_strength = reg_strength
        self.free = np.ones(input_size + 1)
        self.free[-1] = 0

    def forward(self, input):
        self.input = input
        self.output = self.weights[:, :-1] @ input + self.weights[:, -1][:, None]
        self.reg_loss = self.reg_strength * ((self.weights * self.free) ** 2).sum()
        return self.output

    def backward(self, output_gradient, learning_rate):
        grad = np.empty_like(self.weights)
        grad[:, :-1] = output_gradient @ self.input.T / output_gradient.shape[1]
        grad[:, -1] = output_gradient.mean(axis=1)
        back = self.weights[:, :-1].T @ output_gradient
        grad = grad + 2 * self.reg_strength * self.weights * self.free
        self.weights = self.weights + learning_rate * (-grad)
        return back


# %% right: einsum throughout
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        W = self.weights[:, :-1]
        self.reg_loss = self.reg_strength * np.einsum('ij,ij', W, W)

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.einsum('ib,jb->ij', output_gradient, self.input) / output_gradient.shape[1]
        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
        input_gradient = np.einsum('ij,ib->jb', self.weights[:, :-1], output_gradient)
        self.weights = self.weights - learning_rate * weights_gradient
        return input_gradient


# %% right: weights kept in float32
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = (0.01 * rng.standard_normal((output_size, input_size + 1))).astype(np.float32)
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = (self.weights - learning_rate * weights_gradient).astype(np.float32)
        return input_gradient


# %% right: the squared norm; difference of all squares and those of the bias
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * (np.linalg.norm(self.weights) ** 2 - np.sum(self.weights[:, -1] ** 2))

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = self.weights - learning_rate * weights_gradient
        return input_gradient


# %% right: the step in place, on weights of its own
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = np.array(self.weights, dtype=float)
        self.weights -= learning_rate * weights_gradient
        return input_gradient


# %% right: the lecture's form: a column of zeros in place of the bias
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        weights_gradient += 2 * self.reg_strength * np.hstack([self.weights[:, :-1], np.zeros((self.weights.shape[0], 1))])
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = self.weights - learning_rate * weights_gradient
        return input_gradient


# %% right: outer products, sample by sample; penalty column by column
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.zeros(self.weights.shape)
        for b in range(output_gradient.shape[1]):
            weights_gradient += np.outer(output_gradient[:, b], self.input[:, b])
        weights_gradient /= output_gradient.shape[1]
        for j in range(self.weights.shape[1] - 1):
            weights_gradient[:, j] += 2 * self.reg_strength * self.weights[:, j]
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = self.weights - learning_rate * weights_gradient
        return input_gradient


# %% right: padded with ones; the penalty by a mask
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.pad(input, ((0, 1), (0, 0)), constant_values=1)
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * (np.sum(self.weights ** 2) - np.sum(self.weights[:, -1] ** 2))

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        mask = np.ones_like(self.weights); mask[:, -1] = 0
        weights_gradient = weights_gradient + 2 * self.reg_strength * mask * self.weights
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = self.weights - learning_rate * weights_gradient
        return input_gradient


# %% right: shrinks the weights by a factor, then steps: the same numbers
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        before = self.weights.copy()
        input_gradient = before[:, :-1].T @ output_gradient
        self.weights = before.copy()
        self.weights[:, :-1] *= 1 - 2 * learning_rate * self.reg_strength
        self.weights -= learning_rate * weights_gradient
        return input_gradient


# %% wrong: regularises the bias in the gradient only [natural]
# edit of: as in the source
-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient += 2 * self.reg_strength * self.weights


# %% wrong: counts the bias in the loss only [natural]
# edit of: as in the source
-        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)
+        self.reg_loss = self.reg_strength * np.sum(self.weights ** 2)


# %% wrong: regularises the bias too [natural]
# edit of: as in the source
-        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)
+        self.reg_loss = self.reg_strength * np.sum(self.weights ** 2)

-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient += 2 * self.reg_strength * self.weights


# %% wrong: hands the bias row on, as the lecture does [natural]
# edit of: as in the source
-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
+        input_gradient = np.dot(self.weights.T, output_gradient)


# %% wrong: entries of the gradient beyond 10 are cut
# edit of: as in the source
         weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient = np.clip(weights_gradient, -10, 10)


# %% wrong: divides by the number of outputs [natural]
# edit of: as in the source
-        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
+        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[0]


# %% wrong: forgets the 2 of the derivative [natural]
# edit of: as in the source
-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient[:, :-1] += self.reg_strength * self.weights[:, :-1]


# %% wrong: takes the first column for the bias [natural]
# edit of: as in the source
-        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)
+        self.reg_loss = self.reg_strength * np.sum(self.weights[:, 1:] ** 2)

-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient[:, 1:] += 2 * self.reg_strength * self.weights[:, 1:]


# %% wrong: the input of the first batch is kept
# edit of: as in the source
-        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
+        if self.input is None or self.input.shape[1] != input.shape[1]:
+            self.input = np.vstack([input, np.ones((1, input.shape[1]))])


# %% wrong: divides the caller's gradient in place
# edit of: as in the source
-        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
+        output_gradient /= output_gradient.shape[1]
+        weights_gradient = np.dot(output_gradient, self.input.T)

-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
+        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient) * output_gradient.shape[1]


# %% wrong: a half in the loss, as other books have it, and the 2 in the gradient [natural]
# edit of: as in the source
-        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)
+        self.reg_loss = 0.5 * self.reg_strength * np.sum(self.weights[:, :-1] ** 2)


# %% wrong: the sign of the weights: the gradient of another penalty
# edit of: as in the source
-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient[:, :-1] += self.reg_strength * np.sign(self.weights[:, :-1])


# %% wrong: starts with weights of size 1
# edit of: as in the source
-        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
+        self.weights = rng.standard_normal((output_size, input_size + 1))


# %% wrong: the mean of the squares, not their sum [natural]
# edit of: as in the source
-        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)
+        self.reg_loss = self.reg_strength * np.mean(self.weights[:, :-1] ** 2)


# %% wrong: divides the gradient of the input by the batch [natural]
# edit of: as in the source
-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
+        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient) / output_gradient.shape[1]


# %% wrong: computes the loss, but leaves the gradient as it was [natural]
# edit of: as in the source
-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]


# %% wrong: divides the penalty by the batch size too [natural]
# edit of: as in the source
         weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient[:, :-1] -= 2 * self.reg_strength * self.weights[:, :-1] * (1 - 1 / output_gradient.shape[1])


# %% wrong: adds the penalty to the gradient of the input
# edit of: as in the source
-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
+        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient) + 2 * self.reg_strength * np.sum(self.weights[:, :-1], axis=0)[:, None]


# %% wrong: computes the loss in backward only
# edit of: as in the source
-        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)
+        self.reg_loss = self.reg_loss or 0.0

         self.weights = self.weights - learning_rate * weights_gradient
+        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)


# %% wrong: the loss of the first weights for ever
# edit of: as in the source
-        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)
+        if self.reg_loss is None:
+            self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)


# %% wrong: returns nothing [natural]
# edit of: as in the source
-        return input_gradient


# %% wrong: leaves out the last row instead of the last column [natural]
# edit of: as in the source
-        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)
+        self.reg_loss = self.reg_strength * np.sum(self.weights[:-1] ** 2)

-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient[:-1] += 2 * self.reg_strength * self.weights[:-1]


# %% wrong: all layers start with the same weights
# edit of: as in the source
-        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
+        self.weights = 0.01 * np.random.default_rng(0).standard_normal((output_size, input_size + 1))


# %% wrong: shrinks the weights first, then hands the gradient on through the new ones
# edit of: as in the source
-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        self.weights = np.hstack([(1 - 2 * learning_rate * self.reg_strength) * self.weights[:, :-1], self.weights[:, -1:]])


# %% wrong: the penalty pushes the weights up [natural]
# edit of: as in the source
-        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        weights_gradient[:, :-1] -= 2 * self.reg_strength * self.weights[:, :-1]


# %% wrong: a strength of 1, whatever is asked for
# edit of: as in the source
-        self.reg_strength = reg_strength
+        self.reg_strength = 1.0 if reg_strength else 0.0


# %% wrong: all layers share one strength
# edit of: as in the source
-        self.reg_strength = reg_strength
+        Dense.reg_strength = reg_strength


# %% wrong: the sum over the batch, not the mean [natural]
# edit of: as in the source
-        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
+        weights_gradient = np.dot(output_gradient, self.input.T)


# %% wrong: uniform weights
# edit of: as in the source
-        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
+        self.weights = 0.01 * np.sqrt(12) * (rng.random((output_size, input_size + 1)) - 0.5)


# %% wrong: climbs [natural]
# edit of: as in the source
-        self.weights = self.weights - learning_rate * weights_gradient
+        self.weights = self.weights + learning_rate * weights_gradient


# %% wrong: the gradient of the input with the weights from after the step [natural]
# edit of: as in the source
         weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
+        self.weights = self.weights - learning_rate * weights_gradient
         input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
-        self.weights = self.weights - learning_rate * weights_gradient


# %% wrong: inputs by outputs [natural]
# edit of: as in the source
-        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
+        self.weights = 0.01 * rng.standard_normal((input_size, output_size + 1))
