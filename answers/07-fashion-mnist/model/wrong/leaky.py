# a leaky ReLU
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="leaky_relu"))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)
