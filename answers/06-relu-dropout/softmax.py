# %% right: as in the source
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
        return np.einsum("jib,ib->jb", T, output_gradient)


# %% right: the closed form of 02
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        return A * (output_gradient - np.sum(A * output_gradient, axis=0))


# %% right: probabilities in float32, if the scores are
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = np.divide(exps, np.add.reduce(exps)).astype(input.dtype)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
        return np.einsum("jib,ib->jb", T, output_gradient)


# %% right: the lecture's array, transposed into place, and implicit output of einsum
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        T = np.transpose(np.identity(len(A)) - A.T[:, :, np.newaxis], (1, 2, 0)) * A[np.newaxis]
        return np.einsum(T, [0, 1, 2], output_gradient, [1, 2], [0, 2])


# %% right: by logarithms; matmul over stacks of matrices
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        top = input.max(axis=0)
        self.output = np.exp(input - top - np.log(np.exp(input - top).sum(axis=0)))

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
        return np.matmul(T.transpose(2, 0, 1), output_gradient.T[:, :, None])[:, :, 0].T


# %% right: a loop with one Jacobian per sample
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        result = np.empty(A.shape)
        for b in range(A.shape[1]):
            a = A[:, b]
            result[:, b] = (np.diag(a) - np.outer(a, a)) @ output_gradient[:, b]
        return result


# %% right: stacked matrix products
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
        return np.moveaxis(np.moveaxis(T, 2, 0) @ output_gradient.T[:, :, None], 0, 1)[:, :, 0]


# %% right: the Jacobian is symmetric: 'ijb,ib->jb' is as good; keepdims
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0, keepdims=True))
        self.output = exps / exps.sum(axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
        return np.einsum("ijb,ib->jb", T, output_gradient)


# %% right: three loops over single numbers
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        k, n = A.shape
        result = np.zeros((k, n))
        for b in range(n):
            for j in range(k):
                for i in range(k):
                    result[j, b] += ((i == j) - A[j, b]) * A[i, b] * output_gradient[i, b]
        return result


# %% wrong: assumes that the gradient is that of cross-entropy
# edit of: as in the source
-        return np.einsum("jib,ib->jb", T, output_gradient)
+        return A + (output_gradient != 0) * -1.0


# %% wrong: each row sums to 1 [natural]
# edit of: as in the source
-        exps = np.exp(input - np.max(input, axis=0))
-        self.output = exps / np.sum(exps, axis=0)
+        exps = np.exp(input - np.max(input, axis=1, keepdims=True))
+        self.output = exps / np.sum(exps, axis=1, keepdims=True)


# %% wrong: an identity of the size of the batch: right for square matrices only
# edit of: as in the source
-        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+        T = (np.identity(A.shape[1])[:, :, None] - A[:, None, :]) * A[None, :, :]


# %% wrong: subtracts from the caller's gradient
# edit of: the closed form of 02
-        return A * (output_gradient - np.sum(A * output_gradient, axis=0))
+        output_gradient -= np.sum(A * output_gradient, axis=0)
+        return A * output_gradient


# %% wrong: keeps its output in the class, where another layer overwrites it
# edit of: as in the source
         self.input = input
+        self.__dict__.pop('output', None)

-        self.output = exps / np.sum(exps, axis=0)
+        Softmax.output = exps / np.sum(exps, axis=0)


# %% wrong: each probability by its own score only [natural]
# edit of: the closed form of 02
-        return A * (output_gradient - np.sum(A * output_gradient, axis=0))
+        T = A * (1 - A)
+        return T * output_gradient


# %% wrong: sums with the letters of the diagonal only [natural]
# edit of: as in the source
-        return np.einsum("jib,ib->jb", T, output_gradient)
+        return np.einsum("iib,ib->ib", T, output_gradient)


# %% wrong: takes the mean over the batch here too [natural]
# edit of: as in the source
-        return np.einsum("jib,ib->jb", T, output_gradient)
+        return np.einsum("jib,ib->jb", T, output_gradient) / A.shape[1]


# %% wrong: divides by the largest score
# edit of: as in the source
-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input / np.max(input, axis=0))


# %% wrong: subtracts the maximum from the caller's scores
# edit of: as in the source
-        exps = np.exp(input - np.max(input, axis=0))
+        input -= np.max(input, axis=0)
+        exps = np.exp(input)


# %% wrong: the Jacobians of the first batch are kept
# edit of: as in the source
-        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+        if not hasattr(self, "T") or self.T.shape[2] != A.shape[1]:
+            self.T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+        T = self.T


# %% wrong: the scores in place of the probabilities [natural]
# edit of: as in the source
-        A = self.output
+        A = self.input


# %% wrong: normalises without exp
# edit of: as in the source
-        exps = np.exp(input - np.max(input, axis=0))
+        exps = input - np.min(input, axis=0) + 1e-9


# %% wrong: no maximum is subtracted: nan for large scores [natural]
# edit of: as in the source
-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input)


# %% wrong: the identity plus, instead of minus [natural]
# edit of: as in the source
-        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+        T = (np.identity(len(A))[:, :, None] + A[:, None, :]) * A[None, :, :]


# %% wrong: A[:, None, :] stands twice [natural]
# edit of: as in the source
-        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[:, None, :]


# %% wrong: the wrong sign [natural]
# edit of: as in the source
-        return np.einsum("jib,ib->jb", T, output_gradient)
+        return -np.einsum("jib,ib->jb", T, output_gradient)


# %% wrong: the largest score of the whole batch: 0/0 in columns far below it
# edit of: as in the source
-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input - np.max(input))


# %% wrong: subtracts the mean of the column, which does not keep exp from overflowing
# edit of: as in the source
-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input - np.mean(input, axis=0))


# %% wrong: the whole batch sums to 1 [natural]
# edit of: as in the source
-        self.output = exps / np.sum(exps, axis=0)
+        self.output = exps / np.sum(exps)


# %% wrong: multiplies with the sum of the gradient
# edit of: as in the source
-        return np.einsum("jib,ib->jb", T, output_gradient)
+        return np.einsum("jib,kb->jb", T, output_gradient)


# %% wrong: the sum over the samples, for each sample
# edit of: as in the source
-        return np.einsum("jib,ib->jb", T, output_gradient)
+        return np.einsum("jib,ib->j", T, output_gradient)[:, None] * np.ones(A.shape)


# %% wrong: an identity of ten classes
# edit of: as in the source
-        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+        T = (np.identity(10)[:, :, None] - A[:, None, :]) * A[None, :, :]


# %% wrong: an identity of three classes
# edit of: as in the source
-        T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+        T = (np.identity(3)[:, :, None] - A[:, None, :]) * A[None, :, :]


# %% wrong: a transposed gradient [natural]
# edit of: as in the source
-        return np.einsum("jib,ib->jb", T, output_gradient)
+        return np.einsum("jib,ib->bj", T, output_gradient)


# %% wrong: backward returns nothing [natural]
# edit of: as in the source
-        return np.einsum("jib,ib->jb", T, output_gradient)
+        grad = np.einsum("jib,ib->jb", T, output_gradient)
