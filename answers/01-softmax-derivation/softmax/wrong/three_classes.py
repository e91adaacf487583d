# works only for three classes
class Softmax(Layer):
    def forward(self, input):
        e = np.exp(input - np.max(input))
        self.output = e / (e[0] + e[1] + e[2])
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        a, g = self.output, output_gradient
        s = a[0] * g[0] + a[1] * g[1] + a[2] * g[2]
        return a * (g - s)
