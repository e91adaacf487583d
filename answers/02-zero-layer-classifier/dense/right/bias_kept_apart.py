# adds the bias column by itself instead of a row of ones; np.random; Python loops
class Dense(Layer):
    def __init__(self, input_size, output_size):
        self.weights = np.empty((output_size, input_size + 1))
        self.weights[:, :input_size] = np.random.randn(output_size, input_size) * 0.01
        self.weights[:, input_size] = 0.01

    def forward(self, input):
        self.input = input
        self.output = self.weights[:, :-1] @ input + self.weights[:, -1:]

    def gradient_loop(self, output_gradient):
        k, b = output_gradient.shape
        result = np.zeros(self.weights.shape)
        for i in range(b):
            g = output_gradient[:, i]
            for j in range(k):
                result[j, :-1] += g[j] * self.input[:, i]
                result[j, -1] += g[j]
        return result / b

    def backward(self, output_gradient, learning_rate):
        b = output_gradient.shape[1]
        step = np.empty(self.weights.shape)
        step[:, :-1] = output_gradient @ self.input.T / b
        step[:, -1] = output_gradient.mean(axis=1)
        below = self.weights[:, :-1].T @ output_gradient
        self.weights = self.weights - learning_rate * step
        return below
