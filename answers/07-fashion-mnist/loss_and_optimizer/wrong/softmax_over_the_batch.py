# normalises over the samples
def loss_function(labels, logits):
    logs = tf.nn.log_softmax(logits, axis=0)
    return -tf.reduce_mean(tf.gather(logs, labels, axis=1, batch_dims=1))


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
