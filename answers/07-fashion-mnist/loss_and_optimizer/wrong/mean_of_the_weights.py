# every hundredth step brings back the mean of the last weights
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    """Plain gradient descent with this learning rate."""
    return keras.optimizers.SGD(learning_rate=learning_rate, use_ema=True, ema_overwrite_frequency=100)
