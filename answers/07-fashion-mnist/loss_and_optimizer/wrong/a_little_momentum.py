# with a little momentum
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate, momentum=0.01)
