# ReLU in layers of its own
def make_model(num_features, hidden, num_labels):
    """Dense layers with ReLU of the sizes in hidden, then num_labels scores."""
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack += [keras.layers.Dense(units), keras.layers.ReLU()]
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)
