# 1 / (1 + exp(-z)), which warns at -1000 and is right; 1 / cosh² for tanh
class Activation(Layer):
    def __init__(self, activation, activation_gradient):
        super().__init__()
        self.activation = activation
        self.activation_gradient = activation_gradient

    def forward(self, input):
        self.input = input
        self.output = self.activation(input)

    def backward(self, output_gradient, learning_rate=None):
        return output_gradient * self.activation_gradient(self.input)


class Sigmoid(Activation):
    def __init__(self):
        s = lambda z: 1 / (1 + np.exp(-z))
        super().__init__(s, lambda z: s(z) - s(z) ** 2)


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 / np.cosh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
