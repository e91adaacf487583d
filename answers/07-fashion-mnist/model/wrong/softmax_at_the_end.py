# the last layer has a softmax
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu"))
    stack.append(keras.layers.Dense(num_labels, activation="softmax"))
    return keras.Sequential(stack)
