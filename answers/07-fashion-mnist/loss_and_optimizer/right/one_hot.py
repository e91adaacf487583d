# one-hot labels and the dense cross-entropy
def loss_function(labels, logits):
    one_hot = tf.one_hot(labels, tf.shape(logits)[1])
    return keras.losses.CategoricalCrossentropy(from_logits=True)(one_hot, logits)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
