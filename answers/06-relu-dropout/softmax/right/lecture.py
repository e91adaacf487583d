# the lecture's array, transposed into place, and implicit output of einsum
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
