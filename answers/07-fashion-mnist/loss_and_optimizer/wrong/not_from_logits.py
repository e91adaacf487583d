# takes scores for probabilities
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=False)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
