# backwards of their own, which keep what they need; sigmoid from its output
class Activation(Layer):
    def __init__(self, activation, activation_gradient):
        self.activation, self.activation_gradient = activation, activation_gradient

    def forward(self, input):
        self.slope = self.activation_gradient(input)
        self.output = self.activation(input)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return self.slope * output_gradient


class Sigmoid(Layer):
    def forward(self, input):
        self.output = sigmoid(input)

    def backward(self, output_gradient, learning_rate=None):
        return output_gradient * self.output * (1 - self.output)


class Tanh(Layer):
    def forward(self, input):
        self.output = np.tanh(input)

    def backward(self, output_gradient, learning_rate=None):
        return output_gradient * (1 - self.output) * (1 + self.output)


class ReLU(Layer):
    def forward(self, input):
        self.output = (np.abs(input) + input) / 2

    def backward(self, output_gradient, learning_rate=None):
        return np.where(self.output > 0, output_gradient, 0)
