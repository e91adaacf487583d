# does not subtract the largest score: exp overflows
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        exps = np.exp(input)
        self.output = exps / np.sum(exps, axis=0, keepdims=True)

    def backward_loop(self, output_gradient, learning_rate=None):
        softmax_gradient = np.empty(self.output.shape)
        for b in range(self.output.shape[1]):
            a = self.output[:, b].reshape(-1, 1)
            jacobian = (np.identity(len(a)) - a) * a.T
            softmax_gradient[:, b] = np.dot(jacobian, output_gradient[:, b])
        return softmax_gradient

    def backward(self, output_gradient, learning_rate=None):
        inner = np.sum(self.output * output_gradient, axis=0)
        return self.output * (output_gradient - inner)
