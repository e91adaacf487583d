# backward overwrites self.output, so a second call is wrong
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        self.output = np.dot(softmax_jacobian(self.output), output_gradient)
        return self.output
