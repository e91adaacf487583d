# stacked matrix products
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
