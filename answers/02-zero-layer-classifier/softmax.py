# %% right: as in the source
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward_loop(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores, sample by sample."""
        softmax_gradient = np.empty(self.output.shape)
        for b in range(self.output.shape[1]):
            a = self.output[:, b].reshape(-1, 1)
            jacobian = (np.identity(len(a)) - a) * a.T
            softmax_gradient[:, b] = np.dot(jacobian, output_gradient[:, b])
        return softmax_gradient

    def backward(self, output_gradient, learning_rate=None):
        """The same gradient (k, b), for all samples at once."""
        inner = np.sum(self.output * output_gradient, axis=0)
        return self.output * (output_gradient - inner)


# %% right: all Jacobians at once as a (k, k, b) array, then einsum; keeps float32
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        shifted = input - input.max(axis=0)
        exps = np.exp(shifted)
        self.output = exps / exps.sum(axis=0)

    def backward_loop(self, output_gradient, learning_rate=None):
        columns = []
        for a, g in zip(self.output.T, output_gradient.T):
            jacobian = np.diag(a) - np.outer(a, a)
            columns.append(jacobian @ g)
        return np.stack(columns, axis=1)

    def backward(self, output_gradient, learning_rate=None):
        A = self.output
        eye = np.eye(A.shape[0], dtype=A.dtype)
        jacobians = np.einsum("ij,jb->ijb", eye, A) - np.einsum("ib,jb->ijb", A, A)
        return np.einsum("ijb,jb->ib", jacobians, output_gradient)


# %% right: an epsilon in the denominator
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / (np.sum(exps, axis=0, keepdims=True) + 1e-8)

    def backward_loop(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores, sample by sample."""
        softmax_gradient = np.empty(self.output.shape)
        for b in range(self.output.shape[1]):
            a = self.output[:, b].reshape(-1, 1)
            jacobian = (np.identity(len(a)) - a) * a.T
            softmax_gradient[:, b] = np.dot(jacobian, output_gradient[:, b])
        return softmax_gradient

    def backward(self, output_gradient, learning_rate=None):
        """The same gradient (k, b), for all samples at once."""
        inner = np.sum(self.output * output_gradient, axis=0)
        return self.output * (output_gradient - inner)


# %% right: in-place operations, on arrays of its own
class Softmax(Layer):
    def __init__(self):
        self.input = None
        self.output = None

    def forward(self, input):
        self.input = input.copy()
        out = np.array(input)
        out -= out.max(axis=0, keepdims=True)
        np.exp(out, out=out)
        out /= out.sum(axis=0, keepdims=True)
        self.output = out
        return self.output

    def backward_loop(self, output_gradient, learning_rate=None):
        result = output_gradient.copy()
        for i in range(result.shape[1]):
            a = self.output[:, i]
            result[:, i] -= np.dot(a, output_gradient[:, i])
            result[:, i] *= a
        return result

    def backward(self, output_gradient, learning_rate=None):
        result = output_gradient.copy()
        result -= np.einsum("kb,kb->b", self.output, output_gradient)
        result *= self.output
        return result


# %% right: by way of the logarithm of the sum; backward multiplied out
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        top = np.amax(input, axis=0, keepdims=True)
        log_sum = top + np.log(np.exp(input - top).sum(axis=0, keepdims=True))
        self.output = np.exp(input - log_sum)

    def backward_loop(self, output_gradient, learning_rate=None):
        gradient = np.zeros_like(output_gradient)
        for i in range(output_gradient.shape[1]):
            a = self.output[:, [i]]
            gradient[:, [i]] = (np.diagflat(a) - a @ a.T) @ output_gradient[:, [i]]
        return gradient

    def backward(self, output_gradient, learning_rate=None):
        product = self.output * output_gradient
        return product - self.output * np.sum(product, axis=0, keepdims=True)


# %% right: forward and both backwards in Python loops
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        self.output = np.zeros(input.shape)
        for i in range(input.shape[1]):
            e = np.exp(input[:, i] - max(input[:, i]))
            self.output[:, i] = e / sum(e)

    def backward_loop(self, output_gradient, learning_rate=None):
        k, b = self.output.shape
        result = np.zeros((k, b))
        for i in range(b):
            a, g = self.output[:, i], output_gradient[:, i]
            for m in range(k):
                for n in range(k):
                    result[m, i] += ((m == n) - a[m]) * a[n] * g[n]
        return result

    def backward(self, output_gradient, learning_rate=None):
        result = np.zeros(self.output.shape)
        for i in range(self.output.shape[1]):
            a, g = self.output[:, i], output_gradient[:, i]
            result[:, i] = a * (g - a.dot(g))
        return result


# %% right: works on the transposed matrices, where samples are rows
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        Z = input.T
        E = np.exp(Z - Z.max(1)[:, None])
        self.output = (E / E.sum(1)[:, None]).T

    def backward_loop(self, output_gradient, learning_rate=None):
        rows = np.empty(self.output.T.shape)
        for b in range(len(rows)):
            a = self.output[:, b][None, :]
            jacobian = a.T * (np.identity(a.size) - a)
            rows[b] = output_gradient[:, b] @ jacobian
        return rows.T

    def backward(self, output_gradient, learning_rate=None):
        A, G = self.output.T, output_gradient.T
        return (A * (G - (A * G).sum(1, keepdims=True))).T


# %% wrong: subtracts from the caller's gradient in place
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""
-        inner = np.sum(self.output * output_gradient, axis=0)
-        return self.output * (output_gradient - inner)
+        output_gradient -= np.sum(self.output * output_gradient, axis=0)
+        return self.output * output_gradient


# %% wrong: blank filled with a where a.T belongs [natural]
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-            jacobian = (np.identity(len(a)) - a) * a.T
+            jacobian = (np.identity(len(a)) - a) * a

-        """The same gradient (k, b), for all samples at once."""


# %% wrong: takes the derivative of each probability by its own score only [natural]
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward_loop(self, output_gradient, learning_rate=None):
        softmax_gradient = np.empty(self.output.shape)
        for b in range(self.output.shape[1]):
            a = self.output[:, b].reshape(-1, 1)
            jacobian = np.diagflat(a * (1 - a))
            softmax_gradient[:, b] = np.dot(jacobian, output_gradient[:, b])
        return softmax_gradient

    def backward(self, output_gradient, learning_rate=None):
        return self.output * (1 - self.output) * output_gradient


# %% wrong: both backwards take the mean over the batch already
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-            softmax_gradient[:, b] = np.dot(jacobian, output_gradient[:, b])
+            softmax_gradient[:, b] = np.dot(jacobian, output_gradient[:, b] / self.output.shape[1])

-        """The same gradient (k, b), for all samples at once."""

-        return self.output * (output_gradient - inner)
+        return self.output * (output_gradient - inner) / self.output.shape[1]


# %% wrong: divides by the largest score instead of subtracting it
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input / np.max(input, axis=0, keepdims=True))

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""


# %% wrong: returns output minus inner and leaves the gradient out [natural]
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""

-        return self.output * (output_gradient - inner)
+        return self.output * (self.output - inner)


# %% wrong: inner is one number for the whole batch
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""
-        inner = np.sum(self.output * output_gradient, axis=0)
+        inner = np.sum(self.output * output_gradient)


# %% wrong: inner runs along the rows
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""
-        inner = np.sum(self.output * output_gradient, axis=0)
+        inner = np.sum(self.output * output_gradient, axis=1, keepdims=True)


# %% wrong: subtracts the largest score of each row
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input - np.max(input, axis=1, keepdims=True))

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""


# %% wrong: subtracts the largest score of the whole batch, so small columns underflow
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input - np.max(input))

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""


# %% wrong: backward_loop goes on with the first batch
# edit of: as in the source
         softmax_gradient = np.empty(self.output.shape)
+        if not hasattr(self, "first"):
+            self.first = self.output

-            a = self.output[:, b].reshape(-1, 1)
+            a = self.first[:, b].reshape(-1, 1)


# %% wrong: inner is a mean over the classes [natural]
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""
-        inner = np.sum(self.output * output_gradient, axis=0)
+        inner = np.mean(self.output * output_gradient, axis=0)


# %% wrong: does not subtract the largest score: exp overflows
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input)

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""


# %% wrong: returns the probabilities without keeping them in self.output [natural]
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        self.output = exps / np.sum(exps, axis=0)
+        return exps / np.sum(exps, axis=0, keepdims=True)

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""


# %% wrong: normalises along the rows [natural]
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        exps = np.exp(input - np.max(input, axis=0))
-        self.output = exps / np.sum(exps, axis=0)
+        exps = np.exp(input - np.max(input, axis=1, keepdims=True))
+        self.output = exps / np.sum(exps, axis=1, keepdims=True)

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""


# %% wrong: subtracts the largest score from the caller's array
# edit of: as in the source
-        """Probabilities (k, b) of the scores `input` (k, b), column by column."""

-        exps = np.exp(input - np.max(input, axis=0))
+        input -= np.max(input, axis=0, keepdims=True)
+        exps = np.exp(input)

-        """Gradient (k, b) with respect to the scores, sample by sample."""

-        """The same gradient (k, b), for all samples at once."""


# %% wrong: the loop has the three classes of the visible check built in
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward_loop(self, output_gradient, learning_rate=None):
        softmax_gradient = np.zeros(self.output.shape)
        for b in range(self.output.shape[1]):
            a = self.output[:, b]
            for i in range(3):
                for j in range(3):
                    delta = 1 if i == j else 0
                    softmax_gradient[i, b] += (delta - a[i]) * a[j] * output_gradient[j, b]
        return softmax_gradient

    def backward(self, output_gradient, learning_rate=None):
        inner = np.sum(self.output * output_gradient, axis=0)
        return self.output * (output_gradient - inner)
