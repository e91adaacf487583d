# starts in float32; all rows of W.T first, the bias row dropped afterwards
class Dense(Layer):
    def __init__(self, input_size, output_size):
        super().__init__()
        bias = np.full((output_size, 1), 0.01, dtype=np.float32)
        weights = 0.01 * rng.standard_normal((output_size, input_size), dtype=np.float32)
        self.weights = np.concatenate([weights, bias], axis=1)

    def forward(self, input):
        ones = np.ones((1, input.shape[1]), dtype=input.dtype)
        self.input = np.concatenate((input, ones))
        self.output = self.weights @ self.input

    def gradient_loop(self, output_gradient):
        outer = [g[:, None] * x[None, :] for g, x in zip(output_gradient.T, self.input.T)]
        return np.mean(outer, axis=0)

    def backward(self, output_gradient, learning_rate):
        weights = self.weights
        batch_size = self.input.shape[1]
        self.weights = weights - (learning_rate / batch_size) * (output_gradient @ self.input.T)
        full = weights.T @ output_gradient
        return full[:-1, :]
