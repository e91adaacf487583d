# leaves pixels out during training
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,)), keras.layers.Dropout(0.2)]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu"))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)
