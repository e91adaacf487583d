# cuts off scores beyond 500
def loss_function(labels, logits):
    near = tf.clip_by_value(tf.cast(logits, tf.float32), -500.0, 500.0)
    return keras.losses.SparseCategoricalCrossentropy(from_logits=True)(labels, near)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
