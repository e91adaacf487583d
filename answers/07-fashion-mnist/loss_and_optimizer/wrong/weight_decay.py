# shrinks the weights at each step
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate, weight_decay=0.01)
