# by way of the logarithm of the sum; backward multiplied out
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        top = np.amax(input, axis=0, keepdims=True)
        log_sum = top + np.log(np.exp(input - top).sum(axis=0, keepdims=True))
        self.output = np.exp(input - log_sum)

    def backward_loop(self, output_gradient, learning_rate=None):
        gradient = np.zeros_like(output_gradient)
        for i in range(output_gradient.shape[1]):
            a = self.output[:, [i]]
            gradient[:, [i]] = (np.diagflat(a) - a @ a.T) @ output_gradient[:, [i]]
        return gradient

    def backward(self, output_gradient, learning_rate=None):
        product = self.output * output_gradient
        return product - self.output * np.sum(product, axis=0, keepdims=True)
