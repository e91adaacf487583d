# without a mask when testing; the input itself is the output
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        self.probability_dropout = probability_dropout
        self.training = True

    def forward(self, input):
        self.mask = None
        self.output = input
        if self.training and self.probability_dropout > 0:
            dropped = np.random.uniform(size=input.shape[::-1]).T < self.probability_dropout
            self.mask = np.where(dropped, 0, 1 / (1 - self.probability_dropout))
            self.output = np.multiply(input, self.mask)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return output_gradient if self.mask is None else output_gradient * self.mask
