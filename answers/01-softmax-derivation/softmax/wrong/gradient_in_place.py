# changes the incoming gradient
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        output_gradient -= self.output @ output_gradient
        return self.output * output_gradient
