# the lecture's form: a mask of truth values, the factor in both; np.random.rand
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            self.dropout_matrix = np.random.rand(input.shape[0], input.shape[1]) < (1 - self.probability_dropout)
            self.factor = 1 / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape, dtype=bool)
            self.factor = 1
        self.output = (input * self.dropout_matrix) * self.factor

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return self.dropout_matrix * output_gradient * self.factor
