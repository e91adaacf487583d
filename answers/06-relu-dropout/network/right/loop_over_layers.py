# a list of layers, forward and backward
class Network:
    def __init__(self, num_features, num_hidden, num_labels, probability_dropout=0.5, reg_strength=0.0):
        self.dlayer1 = Dense(num_features, num_hidden, reg_strength)
        self.alayer1 = ReLU()
        self.dropout1 = Dropout(probability_dropout)
        self.dlayer2 = Dense(num_hidden, num_labels, reg_strength)
        self.softmax = Softmax()

    def forward(self, X, training):
        """Probabilities (k, b) of the images X (f, b); with dropout only while training."""
        self.dropout1.training = training
        self.dlayer1.forward(X)
        layers = [self.dlayer1, self.alayer1, self.dropout1, self.dlayer2, self.softmax]
        for before, layer in zip(layers, layers[1:]):
            layer.forward(before.output)
        return self.softmax.output

    def backward(self, Y, learning_rate):
        """One step of both dense layers, for the batch of the last forward and its labels Y."""
        grad = cce_gradient(Y, self.softmax.output)
        for layer in [self.softmax, self.dlayer2, self.dropout1, self.alayer1, self.dlayer1]:
            grad = layer.backward(grad, learning_rate)
