# %% right: as in the source
def tape_gradients(params, x, y):
    variables = {name: tf.Variable(value) for name, value in params.items()}
    with tf.GradientTape() as tape:
        a2 = tf.tanh(tf.matmul(x, variables["w1"]) + variables["b1"])
        logits = tf.matmul(a2, variables["w2"]) + variables["b2"]
        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
    slopes = tape.gradient(loss, variables)
    return {f"d_{name}": slope.numpy() for name, slope in slopes.items()}


# %% right: a list of variables, Keras's loss
def tape_gradients(params, x, y):
    w1, b1, w2, b2 = (tf.Variable(params[name]) for name in ("w1", "b1", "w2", "b2"))
    loss_of = keras.losses.CategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        loss = loss_of(y, tf.tanh(x @ w1 + b1) @ w2 + b2)
    slopes = tape.gradient(loss, [w1, b1, w2, b2])
    return dict(zip(["d_w1", "d_b1", "d_w2", "d_b2"], [slope.numpy() for slope in slopes]))


# %% right: watched constants, a persistent tape
def tape_gradients(params, x, y):
    parts = {name: tf.constant(value) for name, value in params.items()}
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(list(parts.values()))
        scores = tf.math.tanh(x @ parts["w1"] + parts["b1"]) @ parts["w2"] + parts["b2"]
        loss = tf.reduce_logsumexp(scores, axis=1) - tf.reduce_sum(scores * y, axis=1)
        loss = tf.reduce_mean(loss)
    return {"d_" + name: np.array(tape.gradient(loss, part)) for name, part in parts.items()}


# %% right: a graph, float32
@tf.function
def _slopes(w1, b1, w2, b2, x, y):
    with tf.GradientTape() as tape:
        tape.watch([w1, b1, w2, b2])
        loss = tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=tf.tanh(x @ w1 + b1) @ w2 + b2)
        loss = tf.reduce_sum(loss) / tf.cast(tf.shape(y)[0], loss.dtype)
    return tape.gradient(loss, [w1, b1, w2, b2])


def tape_gradients(params, x, y):
    names = ["w1", "b1", "w2", "b2"]
    given = [tf.constant(value, tf.float32) for value in [*(params[name] for name in names), x, y]]
    return {f"d_{name}": slope.numpy() for name, slope in zip(names, _slopes(*given))}


# %% right: the tensors as they are
def tape_gradients(params, x, y):
    variables = {name: tf.Variable(value) for name, value in params.items()}
    with tf.GradientTape() as tape:
        a2 = tf.tanh(tf.matmul(x, variables["w1"]) + variables["b1"])
        logits = tf.matmul(a2, variables["w2"]) + variables["b2"]
        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
    return {f"d_{name}": slope for name, slope in tape.gradient(loss, variables).items()}


# %% wrong: a sum over the samples [natural]
# edit of: as in the source
-        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
+        loss = tf.reduce_sum(tf.nn.softmax_cross_entropy_with_logits(y, logits))


# %% wrong: the losses of the samples are not made one number [natural]
# edit of: as in the source
-        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
+        loss = tf.nn.softmax_cross_entropy_with_logits(y, logits)


# %% wrong: the mean over samples and classes [natural]
# edit of: as in the source
-        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
+        loss = -tf.reduce_mean(y * tf.nn.log_softmax(logits, axis=1))


# %% wrong: the minus sign is missing [natural]
# edit of: as in the source
-        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
+        loss = tf.reduce_mean(tf.reduce_sum(y * tf.nn.log_softmax(logits, axis=1), axis=1))


# %% wrong: softmax is taken twice [natural]
# edit of: as in the source
-        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
+        yhat = tf.nn.softmax(logits)
+        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, yhat))


# %% wrong: ReLU in the hidden layer [natural]
# edit of: as in the source
-        a2 = tf.tanh(tf.matmul(x, variables["w1"]) + variables["b1"])
+        a2 = tf.nn.relu(tf.matmul(x, variables["w1"]) + variables["b1"])


# %% wrong: nothing bends the hidden layer [natural]
# edit of: as in the source
-        a2 = tf.tanh(tf.matmul(x, variables["w1"]) + variables["b1"])
+        a2 = tf.matmul(x, variables["w1"]) + variables["b1"]


# %% wrong: the biases of the second layer are forgotten [natural]
# edit of: as in the source
-        logits = tf.matmul(a2, variables["w2"]) + variables["b2"]
+        logits = tf.matmul(a2, variables["w2"])

-    return {f"d_{name}": slope.numpy() for name, slope in slopes.items()}
+    return {f"d_{name}": slope for name, slope in slopes.items()}


# %% wrong: the tape watches constants [natural]
# edit of: as in the source
-    variables = {name: tf.Variable(value) for name, value in params.items()}
+    variables = {name: tf.constant(value) for name, value in params.items()}

-    return {f"d_{name}": slope.numpy() for name, slope in slopes.items()}
+    return {f"d_{name}": slope for name, slope in slopes.items()}


# %% wrong: the hidden layer is computed in NumPy, where no tape looks [natural]
# edit of: as in the source
-        a2 = tf.tanh(tf.matmul(x, variables["w1"]) + variables["b1"])
+        a2 = np.tanh(x @ params["w1"] + params["b1"])

-    return {f"d_{name}": slope.numpy() for name, slope in slopes.items()}
+    return {f"d_{name}": slope for name, slope in slopes.items()}


# %% wrong: the names of the parameters [natural]
# edit of: as in the source
-    return {f"d_{name}": slope.numpy() for name, slope in slopes.items()}
+    return {name: slope.numpy() for name, slope in slopes.items()}


# %% wrong: returns nothing [natural]
# edit of: as in the source
-    return {f"d_{name}": slope.numpy() for name, slope in slopes.items()}
+    slopes = {f"d_{name}": slope.numpy() for name, slope in slopes.items()}


# %% wrong: the logarithm of an underflown softmax
# edit of: as in the source
-        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
+        yhat = tf.nn.softmax(logits)
+        loss = -tf.reduce_mean(tf.reduce_sum(y * tf.math.log(yhat), axis=1))


# %% wrong: the bias of the hidden layer is one number
# edit of: as in the source
-        a2 = tf.tanh(tf.matmul(x, variables["w1"]) + variables["b1"])
+        a2 = tf.tanh(tf.matmul(x, variables["w1"]) + tf.reduce_mean(variables["b1"]))


# %% wrong: takes a step in the caller's parameters
# edit of: as in the source
-    slopes = tape.gradient(loss, variables)
+    slopes = tape.gradient(loss, variables)
+    for name in params:
+        params[name] -= 0.1 * slopes[name].numpy()


# %% wrong: keeps the first gradients for each shape
# edit of: as in the source
-    slopes = tape.gradient(loss, variables)
+    slopes = tape.gradient(loss, variables)
+    kept = tape_gradients.__dict__.setdefault("kept", {})
+    slopes = kept.setdefault((x.shape, y.shape, params["w1"].shape), slopes)
