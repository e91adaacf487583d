# subtracts the smallest score
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.min(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)
