# by logarithms; matmul over stacks of matrices
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
