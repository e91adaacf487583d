# three loops over single numbers
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
