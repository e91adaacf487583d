# mask of ones with a 0 for the bias; np.random; no bias trick
class Dense(Layer):
    def __init__(self, input_size, output_size, reg_strength=0.0):
        self.weights = np.random.normal(0, 0.01, size=(output_size, input_size + 1))
        self.weights[:, input_size] = 0.01
        self.reg_strength = reg_strength
        self.free = np.ones(input_size + 1)
        self.free[-1] = 0

    def forward(self, input):
        self.input = input
        self.output = self.weights[:, :-1] @ input + self.weights[:, -1][:, None]
        self.reg_loss = self.reg_strength * ((self.weights * self.free) ** 2).sum()
        return self.output

    def backward(self, output_gradient, learning_rate):
        grad = np.empty_like(self.weights)
        grad[:, :-1] = output_gradient @ self.input.T / output_gradient.shape[1]
        grad[:, -1] = output_gradient.mean(axis=1)
        back = self.weights[:, :-1].T @ output_gradient
        grad = grad + 2 * self.reg_strength * self.weights * self.free
        self.weights = self.weights + learning_rate * (-grad)
        return back
