# %% right: as in the source
class Dense(Layer):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b)."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)

    def gradient_loop(self, output_gradient):
        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""
        dense_gradient = np.zeros((self.output.shape[0], self.input.shape[0]))
        for b in range(output_gradient.shape[1]):
            dense_gradient += np.outer(output_gradient[:, b], self.input[:, b])
        return dense_gradient / output_gradient.shape[1]

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        dense_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = self.weights - learning_rate * dense_gradient
        return input_gradient


# %% right: adds the bias column by itself instead of a row of ones; np.random; Python loops
class Dense(Layer):
    def __init__(self, input_size, output_size):
        self.weights = np.empty((output_size, input_size + 1))
        self.weights[:, :input_size] = np.random.randn(output_size, input_size) * 0.01
        self.weights[:, input_size] = 0.01

    def forward(self, input):
        self.input = input
        self.output = self.weights[:, :-1] @ input + self.weights[:, -1:]

    def gradient_loop(self, output_gradient):
        k, b = output_gradient.shape
        result = np.zeros(self.weights.shape)
        for i in range(b):
            g = output_gradient[:, i]
            for j in range(k):
                result[j, :-1] += g[j] * self.input[:, i]
                result[j, -1] += g[j]
        return result / b

    def backward(self, output_gradient, learning_rate):
        b = output_gradient.shape[1]
        step = np.empty(self.weights.shape)
        step[:, :-1] = output_gradient @ self.input.T / b
        step[:, -1] = output_gradient.mean(axis=1)
        below = self.weights[:, :-1].T @ output_gradient
        self.weights = self.weights - learning_rate * step
        return below


# %% right: np.append for the ones, einsum for the products, weights updated in place
class Dense(Layer):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.weights = rng.normal(0, 0.01, size=(output_size, input_size + 1))
        self.weights[:, -1] = 0.01

    def forward(self, input):
        ones = np.ones((1, input.shape[1]))
        self.input = np.append(input, ones, axis=0)
        self.output = np.einsum("kf,fb->kb", self.weights, self.input)

    def gradient_loop(self, output_gradient):
        b = output_gradient.shape[1]
        return sum(np.einsum("k,f->kf", output_gradient[:, i], self.input[:, i]) for i in range(b)) / b

    def backward(self, output_gradient, learning_rate):
        b = output_gradient.shape[1]
        gradient = np.einsum("kb,fb->kf", output_gradient, self.input) / b
        input_gradient = np.einsum("kf,kb->fb", self.weights, output_gradient)[:-1]
        self.weights -= learning_rate * gradient
        return input_gradient


# %% right: starts in float32; all rows of W.T first, the bias row dropped afterwards
class Dense(Layer):
    def __init__(self, input_size, output_size):
        super().__init__()
        bias = np.full((output_size, 1), 0.01, dtype=np.float32)
        weights = 0.01 * rng.standard_normal((output_size, input_size), dtype=np.float32)
        self.weights = np.concatenate([weights, bias], axis=1)

    def forward(self, input):
        ones = np.ones((1, input.shape[1]), dtype=input.dtype)
        self.input = np.concatenate((input, ones))
        self.output = self.weights @ self.input

    def gradient_loop(self, output_gradient):
        outer = [g[:, None] * x[None, :] for g, x in zip(output_gradient.T, self.input.T)]
        return np.mean(outer, axis=0)

    def backward(self, output_gradient, learning_rate):
        weights = self.weights
        batch_size = self.input.shape[1]
        self.weights = weights - (learning_rate / batch_size) * (output_gradient @ self.input.T)
        full = weights.T @ output_gradient
        return full[:-1, :]


# %% right: np.insert for the ones, the mean taken of the gradient first, a helper method for the mean gradient
class Dense(Layer):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.inputs = input_size
        self.weights = np.insert(np.random.normal(scale=0.01, size=(output_size, input_size)),
                                 input_size, 0.01, axis=1)

    def forward(self, input):
        self.input = np.insert(input, self.inputs, 1, axis=0)
        self.output = self.weights.dot(self.input)
        return self.output

    def gradient_loop(self, output_gradient):
        total = np.zeros_like(self.weights, dtype=float)
        i = 0
        while i < output_gradient.shape[1]:
            total = total + output_gradient[:, [i]] @ self.input[:, [i]].T
            i += 1
        return total / i

    def mean_gradient(self, output_gradient):
        return (output_gradient / output_gradient.shape[1]).dot(self.input.T)

    def backward(self, output_gradient, learning_rate):
        old = self.weights.copy()
        self.weights = old - learning_rate * self.mean_gradient(output_gradient)
        return old[:, : self.inputs].T.dot(output_gradient)


# %% right: fills a matrix of ones with the input; tensordot; the step comes last
class Dense(Layer):
    def __init__(self, input_size, output_size):
        super().__init__()
        w = [[0.01 * rng.standard_normal() for _ in range(input_size)] + [0.01] for _ in range(output_size)]
        self.weights = np.array(w)

    def forward(self, input):
        f, b = input.shape
        extended = np.ones((f + 1, b))
        extended[:f] = input
        self.input = extended
        self.output = np.matmul(self.weights, extended)

    def gradient_loop(self, output_gradient):
        mean = 0
        b = output_gradient.shape[1]
        for i in range(b):
            mean = mean + np.multiply.outer(output_gradient[:, i], self.input[:, i]) / b
        return mean

    def backward(self, output_gradient, learning_rate):
        gradient = np.tensordot(output_gradient, self.input, axes=([1], [1])) / len(self.input[0])
        answer = np.delete(self.weights, -1, axis=1).T @ output_gradient
        np.subtract(self.weights, learning_rate * gradient, out=self.weights)
        return answer


# %% wrong: puts the row of ones above the input
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""
-        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
+        self.input = np.vstack([np.ones((1, input.shape[1])), input])

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""


# %% wrong: leaves the bias column random
# edit of: as in the source
-        self.weights[:, -1] = 0.01

-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""


# %% wrong: leaves the bias as it was
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""

-        self.weights = self.weights - learning_rate * dense_gradient
+        self.weights[:, :-1] -= learning_rate * dense_gradient[:, :-1]


# %% wrong: hands the bias row on with the gradient of the input
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""

-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
+        input_gradient = np.dot(self.weights.T, output_gradient)


# %% wrong: long gradients are cut off
# edit of: as in the source
         dense_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
+        dense_gradient = np.clip(dense_gradient, -10, 10)


# %% wrong: divides by the number of outputs instead of the batch size
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        return dense_gradient / output_gradient.shape[1]
+        return dense_gradient / output_gradient.shape[0]

-        """One step of the weights; returns the gradient (inputs, b) of the input."""
-        dense_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
+        dense_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[0]


# %% wrong: leaves out the first column of the weights instead of the bias
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""

-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
+        input_gradient = np.dot(self.weights[:, 1:].T, output_gradient)


# %% wrong: starts the loop at the second sample
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-            dense_gradient += np.outer(output_gradient[:, b], self.input[:, b])
+            dense_gradient += np.outer(output_gradient[:, b], self.input[:, b]) if b else 0

-        """One step of the weights; returns the gradient (inputs, b) of the input."""


# %% wrong: gradient_loop goes on with the first batch
# edit of: as in the source
         """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""
+        if not hasattr(self, "first"):
+            self.first = self.input

-            dense_gradient += np.outer(output_gradient[:, b], self.input[:, b])
+            dense_gradient += np.outer(output_gradient[:, b], self.first[:, b])


# %% wrong: gradient_loop adds to the sum of its earlier calls
# edit of: as in the source
         self.weights[:, -1] = 0.01
+        self.dense_gradient = np.zeros(self.weights.shape)

-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""
-        dense_gradient = np.zeros((self.output.shape[0], self.input.shape[0]))

-            dense_gradient += np.outer(output_gradient[:, b], self.input[:, b])
-        return dense_gradient / output_gradient.shape[1]
+            self.dense_gradient += np.outer(output_gradient[:, b], self.input[:, b])
+        return self.dense_gradient / output_gradient.shape[1]

-        """One step of the weights; returns the gradient (inputs, b) of the input."""


# %% wrong: divides the gradient of the input by the batch size as well
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""

-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
+        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient) / output_gradient.shape[1]


# %% wrong: returns nothing from backward [natural]
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""

-        return input_gradient


# %% wrong: uses a generator with a fixed seed for each layer
# edit of: as in the source
-        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
+        generator = np.random.default_rng(0)
+        self.weights = 0.01 * generator.standard_normal((output_size, input_size + 1))

-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""


# %% wrong: updates the weights before the gradient of the input is taken
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""

-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)

-        return input_gradient
+        return np.dot(self.weights[:, :-1].T, output_gradient)


# %% wrong: takes the sum over the batch, not the mean [natural]
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        return dense_gradient / output_gradient.shape[1]
+        return dense_gradient

-        """One step of the weights; returns the gradient (inputs, b) of the input."""
-        dense_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
+        dense_gradient = np.dot(output_gradient, self.input.T)


# %% wrong: draws the weights from a uniform distribution
# edit of: as in the source
-        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
+        self.weights = 0.01 * rng.uniform(-1, 1, (output_size, input_size + 1))

-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""


# %% wrong: adds the gradient to the weights [natural]
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""

-        self.weights = self.weights - learning_rate * dense_gradient
+        self.weights = self.weights + learning_rate * dense_gradient


# %% wrong: multiplies by the weights without transposing them, which fits square ones only [natural]
# edit of: as in the source
-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""

-        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
+        input_gradient = np.dot(self.weights[:, :-1], output_gradient)


# %% wrong: makes the weights (inputs + 1, outputs) [natural]
# edit of: as in the source
-        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
+        self.weights = 0.01 * rng.standard_normal((input_size + 1, output_size))

-        """Scores (outputs, b) of a batch `input` (inputs, b)."""

-        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""

-        """One step of the weights; returns the gradient (inputs, b) of the input."""
