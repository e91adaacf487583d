# probabilities from the logarithm of the sum
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        m = np.max(input)
        self.output = np.exp(input - m - np.log(np.sum(np.exp(input - m))))

    def backward(self, output_gradient, learning_rate=None):
        return softmax_jacobian(self.output) @ output_gradient
