# long gradients are cut off
class Dense(Layer):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.weights = 0.01 * rng.standard_normal((output_size, input_size + 1))
        self.weights[:, -1] = 0.01

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b)."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)

    def gradient_loop(self, output_gradient):
        """Mean gradient (outputs, inputs + 1) with respect to the weights, sample by sample."""
        dense_gradient = np.zeros((self.output.shape[0], self.input.shape[0]))
        for b in range(output_gradient.shape[1]):
            dense_gradient += np.outer(output_gradient[:, b], self.input[:, b])
        return dense_gradient / output_gradient.shape[1]

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        dense_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        dense_gradient = np.clip(dense_gradient, -10, 10)
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = self.weights - learning_rate * dense_gradient
        return input_gradient
