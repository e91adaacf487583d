# divides by the largest exponential instead of the sum
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.max(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)
