# smoothed labels
def loss_function(labels, logits):
    one_hot = tf.one_hot(labels, tf.shape(logits)[1])
    smooth = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.01)
    return smooth(one_hot, logits)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
