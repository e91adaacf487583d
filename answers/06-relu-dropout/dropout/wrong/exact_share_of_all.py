# exactly the share p is dropped, with no chance in how many
class Dropout(Layer):
    def __init__(self, probability_dropout=0.0):
        super().__init__()
        self.probability_dropout = probability_dropout
        self.dropout_matrix = None
        self.training = True

    def forward(self, input):
        """Training: drop each entry with the probability p, scale the others; testing: the input."""
        if self.training:
            kept = np.ones(input.size)
            kept[rng.choice(input.size, int(round(self.probability_dropout * input.size)), replace=False)] = 0
            kept = kept.reshape(input.shape)
            self.dropout_matrix = kept / (1 - self.probability_dropout)
        else:
            self.dropout_matrix = np.ones(input.shape)
        self.output = input * self.dropout_matrix

    def backward(self, output_gradient, learning_rate=None):
        """Gradient with respect to the input, for the mask of the last forward."""
        return output_gradient * self.dropout_matrix
