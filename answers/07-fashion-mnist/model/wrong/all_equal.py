# all weights begin at the same number
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu", kernel_initializer=keras.initializers.Constant(0.05)))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)
