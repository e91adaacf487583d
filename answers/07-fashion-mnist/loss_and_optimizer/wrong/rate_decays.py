# the learning rate falls slowly, step by step
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    """Plain gradient descent with this learning rate."""
    return keras.optimizers.SGD(
        keras.optimizers.schedules.ExponentialDecay(learning_rate, decay_steps=1000, decay_rate=0.96)
    )
