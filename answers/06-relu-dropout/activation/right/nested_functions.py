# the lecture's form: functions within __init__, and forward returns too
class Activation(Layer):
    def __init__(self, activation, activation_gradient):
        super().__init__()
        self.activation = activation
        self.activation_gradient = activation_gradient

    def forward(self, input):
        self.input = input
        self.output = self.activation(input)
        return self.output

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
        def relu(z):
            return z * (z > 0)

        def relu_gradient(z):
            return 1.0 * (z > 0)

        super().__init__(relu, relu_gradient)
