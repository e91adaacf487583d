# uniform weights
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        super().__init__()
        self.weights = 0.01 * np.sqrt(12) * (rng.random((output_size, input_size + 1)) - 0.5)
        self.weights[:, -1] = 0.01
        self.reg_strength = reg_strength
        self.reg_loss = None

    def forward(self, input):
        """Scores (outputs, b) of a batch `input` (inputs, b); sets reg_loss too."""
        self.input = np.vstack([input, np.ones((1, input.shape[1]))])
        self.output = np.dot(self.weights, self.input)
        self.reg_loss = self.reg_strength * np.sum(self.weights[:, :-1] ** 2)

    def backward(self, output_gradient, learning_rate):
        """One step of the weights; returns the gradient (inputs, b) of the input."""
        weights_gradient = np.dot(output_gradient, self.input.T) / output_gradient.shape[1]
        weights_gradient[:, :-1] += 2 * self.reg_strength * self.weights[:, :-1]
        input_gradient = np.dot(self.weights[:, :-1].T, output_gradient)
        self.weights = self.weights - learning_rate * weights_gradient
        return input_gradient
