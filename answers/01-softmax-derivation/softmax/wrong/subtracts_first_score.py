# subtracts the first score instead of the largest: overflows when a later one is large
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - input[0])
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)
