# one loss per sample
def loss_function(labels, logits):
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)
