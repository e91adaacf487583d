# an epsilon in the denominator
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k, b) of the scores `input` (k, b), column by column."""
        self.input = input
        exps = np.exp(input - np.max(input, axis=0, keepdims=True))
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
