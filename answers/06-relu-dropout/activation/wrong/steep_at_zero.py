# a slope above 1 at the kink
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
        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0) + 2.0 * (z == 0))
