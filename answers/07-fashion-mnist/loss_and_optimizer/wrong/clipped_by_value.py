# entries of gradients beyond 1000 are cut
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    """Plain gradient descent with this learning rate."""
    return keras.optimizers.SGD(learning_rate=learning_rate, clipvalue=1000.0)
