# all layers share one mask
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
            Dropout.shared = kept / (1 - self.probability_dropout)
        else:
            Dropout.shared = np.ones(input.shape)
        self.output = input * Dropout.shared

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * Dropout.shared
