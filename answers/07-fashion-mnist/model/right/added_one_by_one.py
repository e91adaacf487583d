# Sequential.add, ReLU as layers of their own
def make_model(num_features, hidden, num_labels):
    model = keras.Sequential()
    model.add(keras.Input(shape=(num_features,)))
    for units in hidden:
        model.add(keras.layers.Dense(units))
        model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(num_labels, activation="linear"))
    return model
