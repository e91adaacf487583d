# multiplies entry by entry with a (1 - a)
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return self.output * (1 - self.output) * output_gradient
