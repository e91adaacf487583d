# forward only sets self.output; backward without the matrix
class Softmax(Layer):
    def forward(self, input):
        shifted = input - input.max()
        e = np.exp(shifted)
        self.output = e / e.sum()

    def backward(self, output_gradient, learning_rate=None):
        a = self.output
        return a * (output_gradient - np.dot(a, output_gradient))
