# a sum over the samples
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="sum")


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
