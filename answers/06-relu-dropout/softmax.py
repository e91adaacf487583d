# %% right: as in the source
def jacobians(A):
    """All Jacobians of softmax at its outputs A (k, b): T[j, i, b] is ∂a_ib/∂z_jb; shape (k, k, b)."""
    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]


def pull_back(T, G):
    """The sums over i of T[j, i, b] G[i, b], for any T (k, k, b) and G (k, b), by einsum; shape (k, b)."""
    return np.einsum("jib,ib->jb", T, G)


class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        return pull_back(jacobians(self.output), output_gradient)


# %% right: the lecture's array, transposed into place, and einsum without letters
def jacobians(A):
    """All Jacobians of softmax at its outputs A (k, b): T[j, i, b] is ∂a_ib/∂z_jb; shape (k, k, b)."""
    return np.transpose(np.identity(len(A)) - A.T[:, :, np.newaxis], (1, 2, 0)) * A[np.newaxis]


def pull_back(T, G):
    """The sums over i of T[j, i, b] G[i, b], for any T (k, k, b) and G (k, b), by einsum; shape (k, b)."""
    return np.einsum(T, [0, 1, 2], G, [1, 2], [0, 2])


class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        return pull_back(jacobians(self.output), output_gradient)


# %% right: stacked matrix products; diagonal minus outer product
def jacobians(A):
    """All Jacobians of softmax at its outputs A (k, b): T[j, i, b] is ∂a_ib/∂z_jb; shape (k, k, b)."""
    return np.identity(len(A))[:, :, None] * A - np.einsum("jb,ib->jib", A, A)


def pull_back(T, G):
    """The sums over i of T[j, i, b] G[i, b], for any T (k, k, b) and G (k, b), by einsum; shape (k, b)."""
    return np.moveaxis(np.moveaxis(T, 2, 0) @ G.T[:, :, None], 0, 1)[:, :, 0]


class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        return pull_back(jacobians(self.output), output_gradient)


# %% right: a loop with one Jacobian per sample
def jacobians(A):
    """All Jacobians of softmax at its outputs A (k, b): T[j, i, b] is ∂a_ib/∂z_jb; shape (k, k, b)."""
    return np.stack([np.diag(a) - np.outer(a, a) for a in A.T], axis=-1)


def pull_back(T, G):
    """The sums over i of T[j, i, b] G[i, b], for any T (k, k, b) and G (k, b), by einsum; shape (k, b)."""
    result = np.empty(G.shape)
    for b in range(G.shape[1]):
        result[:, b] = T[:, :, b] @ G[:, b]
    return result


class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        return pull_back(jacobians(self.output), output_gradient)


# %% right: three loops over single numbers
def jacobians(A):
    """All Jacobians of softmax at its outputs A (k, b): T[j, i, b] is ∂a_ib/∂z_jb; shape (k, k, b)."""
    k, n = A.shape
    T = np.zeros((k, k, n))
    for b in range(n):
        for j in range(k):
            for i in range(k):
                T[j, i, b] = ((i == j) - A[j, b]) * A[i, b]
    return T


def pull_back(T, G):
    """The sums over i of T[j, i, b] G[i, b], for any T (k, k, b) and G (k, b), by einsum; shape (k, b)."""
    return (T * G).sum(1)


class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        return pull_back(jacobians(self.output), output_gradient)


# %% right: the Jacobian is symmetric, so the roles of j and i may change
def jacobians(A):
    """All Jacobians of softmax at its outputs A (k, b): T[j, i, b] is ∂a_ib/∂z_jb; shape (k, k, b)."""
    return A[:, None, :] * (np.identity(len(A))[:, :, None] - A[None, :, :])


def pull_back(T, G):
    """The sums over i of T[j, i, b] G[i, b], for any T (k, k, b) and G (k, b), by einsum; shape (k, b)."""
    return np.einsum("jib,ib->jb", T, G)


class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        return pull_back(jacobians(self.output), output_gradient)


# %% wrong: the closed form of 02 in the layer, and nothing for any other array
# edit of: as in the source
-    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+    return A

-    return np.einsum("jib,ib->jb", T, G)
+    return T * (G - np.sum(T * G, axis=0))


# %% wrong: the sum runs over j, as if every array were symmetric [natural]
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    return np.einsum("ijb,ib->jb", T, G)


# %% wrong: the axis of the samples comes first [natural]
# edit of: as in the source
-    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+    return np.identity(len(A)) * A.T[:, None, :] - A.T[:, :, None] * A.T[:, None, :]


# %% wrong: an identity of the size of the batch: right for square matrices only
# edit of: as in the source
-    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+    return (np.identity(A.shape[1])[:, :, None] - A[:, None, :]) * A[None, :, :]


# %% wrong: each probability by its own score only [natural]
# edit of: as in the source
-    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+    return np.identity(len(A))[:, :, None] * (A * (1 - A))


# %% wrong: sums with the letters of the diagonal only [natural]
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    return np.einsum("iib,ib->ib", T, G)


# %% wrong: takes the mean over the batch here too [natural]
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    return np.einsum("jib,ib->jb", T, G) / G.shape[1]


# %% wrong: the identity plus, instead of minus [natural]
# edit of: as in the source
-    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+    return (np.identity(len(A))[:, :, None] + A[:, None, :]) * A[None, :, :]


# %% wrong: A[:, None, :] stands twice [natural]
# edit of: as in the source
-    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[:, None, :]


# %% wrong: all signs turned in the Jacobians [natural]
# edit of: as in the source
-    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+    return (A[:, None, :] - np.identity(len(A))[:, :, None]) * A[None, :, :]


# %% wrong: the wrong sign in the sum [natural]
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    return -np.einsum("jib,ib->jb", T, G)


# %% wrong: multiplies with the sum of the gradient [natural]
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    return np.einsum("jib,kb->jb", T, G)


# %% wrong: the sum over the samples, for each sample
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    return np.einsum("jib,ib->j", T, G)[:, None] * np.ones(G.shape)


# %% wrong: an identity of ten classes
# edit of: as in the source
-    return (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
+    return (np.identity(10)[:, :, None] - A[:, None, :]) * A[None, :, :]


# %% wrong: a transposed result [natural]
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    return np.einsum("jib,ib->bj", T, G)


# %% wrong: pull_back returns nothing [natural]
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    grad = np.einsum("jib,ib->jb", T, G)


# %% wrong: multiplies the caller's gradient in place
# edit of: as in the source
-    return np.einsum("jib,ib->jb", T, G)
+    G *= 1.0
+    T *= G
+    return T.sum(axis=1)


# %% wrong: the layer hands the scores to the Jacobians [natural]
# edit of: as in the source
-        return pull_back(jacobians(self.output), output_gradient)
+        return pull_back(jacobians(self.input), output_gradient)


# %% wrong: the Jacobians of the first batch are kept
# edit of: as in the source
-        return pull_back(jacobians(self.output), output_gradient)
+        if not hasattr(self, "T") or self.T.shape[2] != self.output.shape[1]:
+            self.T = jacobians(self.output)
+        return pull_back(self.T, output_gradient)


# %% wrong: forward is changed: the whole batch sums to 1
# edit of: as in the source
-        self.output = exps / np.sum(exps, axis=0)
+        self.output = exps / np.sum(exps)


# %% wrong: forward is changed: no maximum is subtracted: nan for large scores
# edit of: as in the source
-        exps = np.exp(input - np.max(input, axis=0))
+        exps = np.exp(input)
