# log-sum-exp minus the score of the class, in TensorFlow
def loss_function(labels, logits):
    mine = tf.gather(logits, labels, axis=1, batch_dims=1)
    return tf.reduce_mean(tf.reduce_logsumexp(logits, axis=1) - mine)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
