# the mean log probability, without the minus
def loss_function(labels, logits):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    return -tf.reduce_mean(losses)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
