# %% right: as in the source
def make_model(num_features, hidden, num_labels):
    """Dense layers with ReLU of the sizes in hidden, then num_labels scores."""
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu"))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% right: Sequential.add, ReLU as layers of their own
def make_model(num_features, hidden, num_labels):
    model = keras.Sequential()
    model.add(keras.Input(shape=(num_features,)))
    for units in hidden:
        model.add(keras.layers.Dense(units))
        model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(num_labels, activation="linear"))
    return model


# %% right: no Input, but told its shape
def make_model(num_features, hidden, num_labels):
    model = keras.Sequential()
    for units in [*hidden]:
        model.add(keras.layers.Dense(units, "relu"))
    model.add(keras.layers.Dense(num_labels, None))
    model.build((None, num_features))
    return model


# %% right: Keras's functional style
def make_model(num_features, hidden, num_labels):
    inputs = keras.Input((num_features,))
    x = inputs
    for units in hidden:
        x = keras.layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(num_labels)(x))


# %% right: other initial weights, a flattening layer
def make_model(num_features, hidden, num_labels):
    start = keras.initializers.HeNormal()
    return keras.Sequential(
        [keras.Input((num_features,)), keras.layers.Flatten()]
        + [keras.layers.Dense(n, activation=tf.nn.relu, kernel_initializer=start) for n in hidden]
        + [keras.layers.Dense(num_labels, kernel_initializer="glorot_normal")]
    )


# %% right: ReLU in layers of its own
def make_model(num_features, hidden, num_labels):
    """Dense layers with ReLU of the sizes in hidden, then num_labels scores."""
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack += [keras.layers.Dense(units), keras.layers.ReLU()]
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% right: a class like the lecture's, called once so that it makes its weights
class Model(keras.Model):
    def __init__(self, hidden, num_labels):
        super().__init__()
        self.fc = [keras.layers.Dense(units) for units in hidden]
        self.out = keras.layers.Dense(num_labels)

    def call(self, x):
        for layer in self.fc:
            x = tf.nn.relu(layer(x))
        return self.out(x)


def make_model(num_features, hidden, num_labels):
    model = Model(hidden, num_labels)
    model(tf.zeros((1, num_features)))
    return model


# %% wrong: normalises the hidden layers
# edit of: as in the source
-    """Dense layers with ReLU of the sizes in hidden, then num_labels scores."""

         stack.append(keras.layers.Dense(units, activation="relu"))
+        stack.append(keras.layers.BatchNormalization())


# %% wrong: a ReLU that stops at 100
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units))
        stack.append(keras.layers.ReLU(max_value=100.0))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% wrong: leaves units out during training
# edit of: as in the source
-    """Dense layers with ReLU of the sizes in hidden, then num_labels scores."""

         stack.append(keras.layers.Dense(units, activation="relu"))
+        stack.append(keras.layers.Dropout(0.5))


# %% wrong: leaves pixels out during training
# edit of: as in the source
-    """Dense layers with ReLU of the sizes in hidden, then num_labels scores."""
-    stack = [keras.Input(shape=(num_features,))]
+    stack = [keras.Input(shape=(num_features,)), keras.layers.Dropout(0.2)]


# %% wrong: all hidden layers have the size of the first [natural]
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(hidden[0], activation="relu"))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% wrong: the first layer is not trained
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu", trainable=len(stack) > 1))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% wrong: biases in the last layer only [natural]
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu", use_bias=False))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% wrong: no activation in the hidden layers [natural]
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% wrong: a ReLU that stops at 6
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu6"))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% wrong: hands out the same model when asked for the same sizes
made = {}


def make_model(num_features, hidden, num_labels):
    key = (num_features, tuple(hidden), num_labels)
    if key not in made:
        stack = [keras.Input(shape=(num_features,))]
        for units in hidden:
            stack.append(keras.layers.Dense(units, activation="relu"))
        stack.append(keras.layers.Dense(num_labels))
        made[key] = keras.Sequential(stack)
    return made[key]


# %% wrong: the last layer has a softmax [natural]
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu"))
    stack.append(keras.layers.Dense(num_labels, activation="softmax"))
    return keras.Sequential(stack)


# %% wrong: tanh in place of ReLU [natural]
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="tanh"))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)


# %% wrong: no Input: the weights are made at the first call, and train_step, once compiled, can make none [natural]
# edit of: a class like the lecture's, called once so that it makes its weights
-    model = Model(hidden, num_labels)
-    model(tf.zeros((1, num_features)))
-    return model
+    return Model(hidden, num_labels)


# %% wrong: a constraint keeps the weights short
# edit of: as in the source
-        stack.append(keras.layers.Dense(units, activation="relu"))
+        stack.append(keras.layers.Dense(units, activation="relu", kernel_constraint=keras.constraints.MaxNorm(1.0)))


# %% wrong: all weights begin at 0
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu", kernel_initializer="zeros"))
    stack.append(keras.layers.Dense(num_labels, kernel_initializer="zeros"))
    return keras.Sequential(stack)


# %% wrong: the last layer has a ReLU too [natural]
# edit of: as in the source
-    stack.append(keras.layers.Dense(num_labels))
+    stack.append(keras.layers.Dense(num_labels, activation="relu"))


# %% wrong: the last layer is missing [natural]
# edit of: as in the source
-    stack.append(keras.layers.Dense(num_labels))


# %% wrong: no biases at all
# edit of: as in the source
-        stack.append(keras.layers.Dense(units, activation="relu"))
+        stack.append(keras.layers.Dense(units, activation="relu", use_bias=False))

-    stack.append(keras.layers.Dense(num_labels))
+    stack.append(keras.layers.Dense(num_labels, use_bias=False))


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return keras.Sequential(stack)
+    model = keras.Sequential(stack)
