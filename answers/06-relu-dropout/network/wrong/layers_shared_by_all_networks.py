# all networks share some layers
class Network:
    alayer1, dropout1, softmax = ReLU(), Dropout(), Softmax()

    def __init__(self, num_features, num_hidden, num_labels, probability_dropout=0.5, reg_strength=0.0):
        self.dlayer1 = Dense(num_features, num_hidden, reg_strength)
        self.p = probability_dropout
        self.dlayer2 = Dense(num_hidden, num_labels, reg_strength)

    def forward(self, X, training):
        """Probabilities (k, b) of the images X (f, b); with dropout only while training."""
        self.dropout1.training, self.dropout1.probability_dropout = training, self.p
        self.dlayer1.forward(X)
        self.alayer1.forward(self.dlayer1.output)
        self.dropout1.forward(self.alayer1.output)
        self.dlayer2.forward(self.dropout1.output)
        self.softmax.forward(self.dlayer2.output)
        return self.softmax.output

    def backward(self, Y, learning_rate):
        """One step of both dense layers, for the batch of the last forward and its labels Y."""
        grad = cce_gradient(Y, self.softmax.output)
        grad = self.softmax.backward(grad)
        grad = self.dlayer2.backward(grad, learning_rate)
        grad = self.dropout1.backward(grad)
        grad = self.alayer1.backward(grad)
        self.dlayer1.backward(grad, learning_rate)
