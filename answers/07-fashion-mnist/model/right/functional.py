# Keras's functional style
def make_model(num_features, hidden, num_labels):
    inputs = keras.Input((num_features,))
    x = inputs
    for units in hidden:
        x = keras.layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(num_labels)(x))
