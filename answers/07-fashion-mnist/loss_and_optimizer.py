# %% right: as in the source
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    """Plain gradient descent with this learning rate."""
    return keras.optimizers.SGD(learning_rate=learning_rate)


# %% right: one-hot times log-softmax
def loss_function(labels, logits):
    logs = tf.nn.log_softmax(tf.cast(logits, tf.float32), axis=1)
    return -tf.reduce_mean(tf.reduce_sum(tf.one_hot(labels, logs.shape[1]) * logs, axis=1))


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)


# %% right: one-hot labels and the dense cross-entropy
def loss_function(labels, logits):
    one_hot = tf.one_hot(labels, tf.shape(logits)[1])
    return keras.losses.CategoricalCrossentropy(from_logits=True)(one_hot, logits)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)


# %% right: log-sum-exp minus the score of the class, in TensorFlow
def loss_function(labels, logits):
    mine = tf.gather(logits, labels, axis=1, batch_dims=1)
    return tf.reduce_mean(tf.reduce_logsumexp(logits, axis=1) - mine)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)


# %% right: gradient descent as a small class
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


class Descent:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def apply(self, gradients, variables):
        for gradient, variable in zip(gradients, variables):
            variable.assign(variable - self.learning_rate * gradient)

    def apply_gradients(self, pairs):
        self.apply(*zip(*pairs))


def make_optimizer(learning_rate):
    return Descent(learning_rate)


# %% right: TensorFlow's function and its mean; momentum 0 written out
def loss_function(labels, logits):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    return tf.math.reduce_mean(losses)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate, momentum=0.0, nesterov=False)


# %% wrong: with a little momentum [natural]
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate, momentum=0.01)


# %% wrong: Adam [natural]
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.Adam(learning_rate=learning_rate)


# %% wrong: entries of gradients beyond 1000 are cut
# edit of: as in the source
-    return keras.optimizers.SGD(learning_rate=learning_rate)
+    return keras.optimizers.SGD(learning_rate=learning_rate, clipvalue=1000.0)


# %% wrong: cuts off long gradients
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate, clipnorm=100.0)


# %% wrong: cuts off scores beyond 500
# edit of: one-hot times log-softmax
-    logs = tf.nn.log_softmax(tf.cast(logits, tf.float32), axis=1)
-    return -tf.reduce_mean(tf.reduce_sum(tf.one_hot(labels, logs.shape[1]) * logs, axis=1))
+    near = tf.clip_by_value(tf.cast(logits, tf.float32), -500.0, 500.0)
+    return keras.losses.SparseCategoricalCrossentropy(from_logits=True)(labels, near)


# %% wrong: the learning rate of the lecture, whatever is asked for [natural]
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=0.01)


# %% wrong: softmax first, then a logarithm that is kept from 0
# edit of: one-hot times log-softmax
-    logs = tf.nn.log_softmax(tf.cast(logits, tf.float32), axis=1)
-    return -tf.reduce_mean(tf.reduce_sum(tf.one_hot(labels, logs.shape[1]) * logs, axis=1))
+    p = tf.nn.softmax(logits, axis=1)
+    return -tf.reduce_mean(tf.math.log(tf.gather(p, labels, axis=1, batch_dims=1) + 1e-10))


# %% wrong: every hundredth step brings back the mean of the last weights
# edit of: as in the source
-    return keras.optimizers.SGD(learning_rate=learning_rate)
+    return keras.optimizers.SGD(learning_rate=learning_rate, use_ema=True, ema_overwrite_frequency=100)


# %% wrong: with Nesterov's momentum
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate, momentum=0.5, nesterov=True)


# %% wrong: takes scores for probabilities [natural]
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=False)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)


# %% wrong: one loss per sample [natural]
# edit of: one-hot times log-softmax
-    logs = tf.nn.log_softmax(tf.cast(logits, tf.float32), axis=1)
-    return -tf.reduce_mean(tf.reduce_sum(tf.one_hot(labels, logs.shape[1]) * logs, axis=1))
+    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)


# %% wrong: the learning rate falls slowly, step by step
# edit of: as in the source
-    return keras.optimizers.SGD(learning_rate=learning_rate)
+    return keras.optimizers.SGD(
+        keras.optimizers.schedules.ExponentialDecay(learning_rate, decay_steps=1000, decay_rate=0.96)
+    )


# %% wrong: normalises over the samples [natural]
# edit of: one-hot times log-softmax
-    logs = tf.nn.log_softmax(tf.cast(logits, tf.float32), axis=1)
-    return -tf.reduce_mean(tf.reduce_sum(tf.one_hot(labels, logs.shape[1]) * logs, axis=1))
+    logs = tf.nn.log_softmax(logits, axis=0)
+    return -tf.reduce_mean(tf.gather(logs, labels, axis=1, batch_dims=1))


# %% wrong: a sum over the samples [natural]
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="sum")


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate)


# %% wrong: shrinks the weights at each step
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def make_optimizer(learning_rate):
    return keras.optimizers.SGD(learning_rate=learning_rate, weight_decay=0.01)


# %% wrong: the sign of the loss is the wrong way round [natural]
# edit of: as in the source
-loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
+_positive = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
+loss_function = lambda y_true, y_pred: -_positive(y_true, y_pred)


# %% wrong: uphill [natural]
# edit of: as in the source
-    return keras.optimizers.SGD(learning_rate=learning_rate)
+    return keras.optimizers.SGD(learning_rate=-learning_rate)


# %% wrong: a learning rate of 1, whatever is asked for [natural]
# edit of: as in the source
-    return keras.optimizers.SGD(learning_rate=learning_rate)
+    return keras.optimizers.SGD(learning_rate=1.0)


# %% wrong: make_optimizer returns nothing [natural]
# edit of: as in the source
-    return keras.optimizers.SGD(learning_rate=learning_rate)
+    optimizer = keras.optimizers.SGD(learning_rate=learning_rate)
