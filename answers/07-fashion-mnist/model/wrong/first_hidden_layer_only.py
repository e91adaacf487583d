# one hidden layer only
def make_model(num_features, hidden, num_labels):
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden[:1]:
        stack.append(keras.layers.Dense(units, activation="relu"))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)
