# every model begins with the same weights
def make_model(num_features, hidden, num_labels):
    keras.utils.set_random_seed(0)
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu"))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)
