# forward returns the probabilities but does not keep them
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        return exps / np.sum(exps)

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)
