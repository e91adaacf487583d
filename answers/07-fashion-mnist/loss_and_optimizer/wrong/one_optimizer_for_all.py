# the first optimizer, and its learning rate, for all
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


made = []


def make_optimizer(learning_rate):
    if not made:
        made.append(keras.optimizers.SGD(learning_rate))
    return made[0]
