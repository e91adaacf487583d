# softmax first, then a logarithm that is kept from 0
def loss_function(labels, logits):
    p = tf.nn.softmax(logits, axis=1)
    return -tf.reduce_mean(tf.math.log(tf.gather(p, labels, axis=1, batch_dims=1) + 1e-10))


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
