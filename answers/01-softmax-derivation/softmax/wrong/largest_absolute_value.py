# subtracts the largest absolute value: negative scores underflow
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(np.abs(input)))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)
