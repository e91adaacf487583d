# the Jacobian times the gradient entry by entry: a matrix comes out
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return softmax_jacobian(self.output) * output_gradient
