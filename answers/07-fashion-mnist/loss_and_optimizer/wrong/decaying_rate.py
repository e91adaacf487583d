# the learning rate shrinks
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(keras.optimizers.schedules.InverseTimeDecay(learning_rate, 1, 0.1))
