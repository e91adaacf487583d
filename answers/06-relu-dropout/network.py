# %% right: as in the source
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


# %% right: Yhat - Y in place of cross-entropy and softmax
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
        self.alayer1.forward(self.dlayer1.output)
        self.dropout1.forward(self.alayer1.output)
        self.dlayer2.forward(self.dropout1.output)
        self.softmax.forward(self.dlayer2.output)
        return self.softmax.output

    def backward(self, Y, learning_rate):
        """One step of both dense layers, for the batch of the last forward and its labels Y."""
        grad = self.softmax.output - Y
        grad = self.dlayer2.backward(grad, learning_rate)
        grad = self.dropout1.backward(grad)
        grad = self.alayer1.backward(grad)
        self.dlayer1.backward(grad, learning_rate)


# %% right: ReLU and dropout swapped on the way back: both only multiply
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
        grad = self.alayer1.backward(grad)
        grad = self.dropout1.backward(grad)
        self.dlayer1.backward(grad, learning_rate)


# %% right: clipped cross-entropy gradient, names of its own
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
        self.alayer1.forward(self.dlayer1.output)
        self.dropout1.forward(self.alayer1.output)
        self.dlayer2.forward(self.dropout1.output)
        self.softmax.forward(self.dlayer2.output)
        return self.softmax.output

    def backward(self, Y, learning_rate):
        """One step of both dense layers, for the batch of the last forward and its labels Y."""
        d = -Y / np.maximum(self.softmax.output, 1e-12)
        d = self.softmax.backward(d)
        grad = self.dlayer2.backward(d, learning_rate)
        grad = self.dropout1.backward(grad)
        grad = self.alayer1.backward(grad)
        self.dlayer1.backward(grad, learning_rate)


# %% right: an if for the two cases; without dropout the layer is told so
class Network:
    def __init__(self, num_features, num_hidden, num_labels, probability_dropout=0.5, reg_strength=0.0):
        self.dlayer1 = Dense(num_features, num_hidden, reg_strength)
        self.alayer1 = ReLU()
        self.dropout1 = Dropout(probability_dropout)
        self.dlayer2 = Dense(num_hidden, num_labels, reg_strength)
        self.softmax = Softmax()

    def forward(self, X, training):
        """Probabilities (k, b) of the images X (f, b); with dropout only while training."""
        if training:
            self.dropout1.training = True
        else:
            self.dropout1.training = False
        self.dlayer1.forward(X)
        self.alayer1.forward(self.dlayer1.output)
        self.dropout1.forward(self.alayer1.output)
        self.dlayer2.forward(self.dropout1.output)
        self.softmax.forward(self.dlayer2.output)
        return np.array(self.softmax.output)

    def backward(self, Y, learning_rate):
        """One step of both dense layers, for the batch of the last forward and its labels Y."""
        grad = cce_gradient(Y, self.softmax.output)
        grad = self.softmax.backward(grad)
        grad = self.dlayer2.backward(grad, learning_rate)
        grad = self.dropout1.backward(grad)
        grad = self.alayer1.backward(grad)
        self.dlayer1.backward(grad, learning_rate)


# %% right: a list of layers, forward and backward
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


# %% right: training as a whole number; keywords; attributes more than asked for
class Network:
    def __init__(self, num_features, num_hidden, num_labels, probability_dropout=0.5, reg_strength=0.0):
        self.dlayer1 = Dense(input_size=num_features, output_size=num_hidden, reg_strength=reg_strength)
        self.alayer1 = ReLU()
        self.dropout1 = Dropout(probability_dropout)
        self.dlayer2 = Dense(num_hidden, num_labels, reg_strength)
        self.softmax = Softmax()

    def forward(self, X, training):
        """Probabilities (k, b) of the images X (f, b); with dropout only while training."""
        self.history = getattr(self, 'history', 0) + 1
        self.dropout1.training = bool(training)
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


# %% wrong: 128 hidden units, whatever is asked for [natural]
# edit of: as in the source
-        self.dlayer1 = Dense(num_features, num_hidden, reg_strength)
+        self.dlayer1 = Dense(num_features, 128, reg_strength)

-        self.dlayer2 = Dense(num_hidden, num_labels, reg_strength)
+        self.dlayer2 = Dense(128, num_labels, reg_strength)


# %% wrong: dropout when testing too [natural]
# edit of: as in the source
-        self.dropout1.training = training
+        self.dropout1.training = True


# %% wrong: no dropout on the way back [natural]
# edit of: as in the source
-        grad = self.dropout1.backward(grad)


# %% wrong: the second layer takes the activations, not what dropout has left [natural]
# edit of: as in the source
-        self.dlayer2.forward(self.dropout1.output)
+        self.dlayer2.forward(self.alayer1.output)


# %% wrong: scales the first layer's learning rate by 1 - p
# edit of: as in the source
-        self.dlayer1.backward(grad, learning_rate)
+        self.dlayer1.backward(grad, learning_rate * (1 - self.dropout1.probability_dropout))


# %% wrong: the first layer takes no step [natural]
# edit of: as in the source
-        self.dlayer1.backward(grad, learning_rate)


# %% wrong: Yhat - Y goes into softmax [natural]
# edit of: as in the source
-        grad = cce_gradient(Y, self.softmax.output)
+        grad = self.softmax.output - Y


# %% wrong: all networks share some layers
# edit of: as in the source
 class Network:
+    alayer1, dropout1, softmax = ReLU(), Dropout(), Softmax()
+

-        self.alayer1 = ReLU()
-        self.dropout1 = Dropout(probability_dropout)
+        self.p = probability_dropout

-        self.softmax = Softmax()

-        self.dropout1.training = training
+        self.dropout1.training, self.dropout1.probability_dropout = training, self.p


# %% wrong: a learning rate of 0.1, whatever is asked for
# edit of: as in the source
-        grad = self.dlayer2.backward(grad, learning_rate)
+        grad = self.dlayer2.backward(grad, 0.1)

-        self.dlayer1.backward(grad, learning_rate)
+        self.dlayer1.backward(grad, 0.1)


# %% wrong: never any dropout [natural]
# edit of: as in the source
-        self.dropout1.training = training
+        self.dropout1.training = False


# %% wrong: forward returns nothing [natural]
# edit of: as in the source
-        return self.softmax.output


# %% wrong: dropout the wrong way round [natural]
# edit of: as in the source
-        self.dropout1.training = training
+        self.dropout1.training = not training


# %% wrong: all networks share one dropout layer
# edit of: as in the source
 class Network:
+    dropout1 = Dropout(0.5)
+

-        self.dropout1 = Dropout(probability_dropout)
+        self.dropout1.probability_dropout = probability_dropout


# %% wrong: always p = 0.5
# edit of: as in the source
-        self.dropout1 = Dropout(probability_dropout)
+        self.dropout1 = Dropout(0.5)


# %% wrong: ReLU and dropout both on the way forward, and once more when testing
# edit of: as in the source
-        self.softmax.forward(self.dlayer2.output)
+        self.softmax.forward(self.dlayer2.output if training else self.dlayer2.output * (1 - self.dropout1.probability_dropout))


# %% wrong: no ReLU on the way back [natural]
# edit of: as in the source
-        grad = self.alayer1.backward(grad)


# %% wrong: dropout takes the scores, not the activations [natural]
# edit of: as in the source
-        self.dropout1.forward(self.alayer1.output)
+        self.dropout1.forward(self.dlayer1.output)


# %% wrong: sigmoid in place of ReLU [natural]
# edit of: as in the source
-        self.alayer1 = ReLU()
+        self.alayer1 = Sigmoid()


# %% wrong: hidden units and classes swapped in the second layer [natural]
# edit of: as in the source
-        self.dlayer2 = Dense(num_hidden, num_labels, reg_strength)
+        self.dlayer2 = Dense(num_labels, num_hidden, reg_strength)


# %% wrong: no softmax on the way back [natural]
# edit of: as in the source
-        grad = self.softmax.backward(grad)


# %% wrong: regularises the first layer only
# edit of: as in the source
-        self.dlayer2 = Dense(num_hidden, num_labels, reg_strength)
+        self.dlayer2 = Dense(num_hidden, num_labels, 0.0)


# %% wrong: regularises the second layer only
# edit of: as in the source
-        self.dlayer1 = Dense(num_features, num_hidden, reg_strength)
+        self.dlayer1 = Dense(num_features, num_hidden, 0.0)


# %% wrong: runs dropout again before the way back
# edit of: as in the source
         grad = self.dlayer2.backward(grad, learning_rate)
+        self.dropout1.forward(self.alayer1.output)


# %% wrong: tells the dropout layer after it has run [natural]
# edit of: as in the source
-        self.dropout1.training = training

         self.dlayer2.forward(self.dropout1.output)
+        self.dropout1.training = training
