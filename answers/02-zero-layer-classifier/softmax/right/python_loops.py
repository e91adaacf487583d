# forward and both backwards in Python loops
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        self.output = np.zeros(input.shape)
        for i in range(input.shape[1]):
            e = np.exp(input[:, i] - max(input[:, i]))
            self.output[:, i] = e / sum(e)

    def backward_loop(self, output_gradient, learning_rate=None):
        k, b = self.output.shape
        result = np.zeros((k, b))
        for i in range(b):
            a, g = self.output[:, i], output_gradient[:, i]
            for m in range(k):
                for n in range(k):
                    result[m, i] += ((m == n) - a[m]) * a[n] * g[n]
        return result

    def backward(self, output_gradient, learning_rate=None):
        result = np.zeros(self.output.shape)
        for i in range(self.output.shape[1]):
            a, g = self.output[:, i], output_gradient[:, i]
            result[:, i] = a * (g - a.dot(g))
        return result
