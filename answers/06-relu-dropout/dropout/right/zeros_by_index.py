# indices of what is dropped, set to 0 in a copy
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            kept = rng.random(input.shape) < 1 - self.probability_dropout
            self.dropout_matrix = kept / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = np.array(input, dtype=float)
        self.output[self.dropout_matrix == 0] = 0
        self.output[self.dropout_matrix > 0] /= 1 - self.probability_dropout if self.training else 1

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        grad = np.zeros(output_gradient.shape)
        where = self.dropout_matrix > 0
        grad[where] = output_gradient[where] * self.dropout_matrix[where]
        return grad
