# cuts off long gradients
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate, clipnorm=100.0)
