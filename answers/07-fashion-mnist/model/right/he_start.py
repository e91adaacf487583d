# other initial weights, a flattening layer
def make_model(num_features, hidden, num_labels):
    start = keras.initializers.HeNormal()
    return keras.Sequential(
        [keras.Input((num_features,)), keras.layers.Flatten()]
        + [keras.layers.Dense(n, activation=tf.nn.relu, kernel_initializer=start) for n in hidden]
        + [keras.layers.Dense(num_labels, kernel_initializer="glorot_normal")]
    )
