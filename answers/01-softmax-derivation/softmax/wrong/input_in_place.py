# shifts the scores in place, so the caller's array changes
class Softmax(Layer):
    def forward(self, input):
        input -= np.max(input)
        exps = np.exp(input)
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)
