# Adam
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.Adam(learning_rate=learning_rate)
