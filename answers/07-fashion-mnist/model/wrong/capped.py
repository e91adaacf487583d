# a ReLU that stops at 100
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units))
        stack.append(keras.layers.ReLU(max_value=100.0))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)
