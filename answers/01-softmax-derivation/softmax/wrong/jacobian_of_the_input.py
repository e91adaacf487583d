# the Jacobian of the scores instead of the probabilities
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.input), output_gradient)
