# no biases
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu", use_bias=False))
    stack.append(keras.layers.Dense(num_labels, use_bias=False))
    return keras.Sequential(stack)
