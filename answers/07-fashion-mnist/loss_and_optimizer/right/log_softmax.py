# one-hot times log-softmax
def loss_function(labels, logits):
    logs = tf.nn.log_softmax(tf.cast(logits, tf.float32), axis=1)
    return -tf.reduce_mean(tf.reduce_sum(tf.one_hot(labels, logs.shape[1]) * logs, axis=1))


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
