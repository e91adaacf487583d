# a (g + 1), right only where a times g sums to -1, as with cross-entropy
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return self.output * (output_gradient + 1)
