# hands out the same model when asked for the same sizes
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
