# the Jacobians of the first batch are kept
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k, b) with respect to the scores."""
        A = self.output
        if not hasattr(self, "T") or self.T.shape[2] != A.shape[1]:
            self.T = (np.identity(len(A))[:, :, None] - A[:, None, :]) * A[None, :, :]
        T = self.T
        return np.einsum("jib,ib->jb", T, output_gradient)
