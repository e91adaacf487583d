# TensorFlow's function and its mean; momentum 0 written out
def loss_function(labels, logits):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    return tf.math.reduce_mean(losses)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate, momentum=0.0, nesterov=False)
