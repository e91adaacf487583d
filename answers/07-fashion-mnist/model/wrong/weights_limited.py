# a constraint keeps the weights short
def make_model(num_features, hidden, num_labels):
    """Dense layers with ReLU of the sizes in hidden, then num_labels scores."""
    stack = [keras.Input(shape=(num_features,))]
    for units in hidden:
        stack.append(keras.layers.Dense(units, activation="relu", kernel_constraint=keras.constraints.MaxNorm(1.0)))
    stack.append(keras.layers.Dense(num_labels))
    return keras.Sequential(stack)
