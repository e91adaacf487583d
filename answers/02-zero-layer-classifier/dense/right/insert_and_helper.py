# np.insert for the ones, the mean taken of the gradient first, a helper method for the mean gradient
class Dense(Layer):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.inputs = input_size
        self.weights = np.insert(np.random.normal(scale=0.01, size=(output_size, input_size)),
                                 input_size, 0.01, axis=1)

    def forward(self, input):
        self.input = np.insert(input, self.inputs, 1, axis=0)
        self.output = self.weights.dot(self.input)
        return self.output

    def gradient_loop(self, output_gradient):
        total = np.zeros_like(self.weights, dtype=float)
        i = 0
        while i < output_gradient.shape[1]:
            total = total + output_gradient[:, [i]] @ self.input[:, [i]].T
            i += 1
        return total / i

    def mean_gradient(self, output_gradient):
        return (output_gradient / output_gradient.shape[1]).dot(self.input.T)

    def backward(self, output_gradient, learning_rate):
        old = self.weights.copy()
        self.weights = old - learning_rate * self.mean_gradient(output_gradient)
        return old[:, : self.inputs].T.dot(output_gradient)
