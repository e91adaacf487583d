# %% right: as in the source
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    """One step of gradient descent on a batch; returns the loss before it."""
    with tf.GradientTape() as tape:
        logits = model(images)
        loss = loss_function(labels, logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% right: Keras 3's optimizer.apply, and the flag training
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images, training=True))
    variables = model.trainable_variables
    optimizer.apply(tape.gradient(loss, variables), variables)
    return loss


# %% right: the update written out, with the optimizer's learning rate
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    variables = model.trainable_variables
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(optimizer.learning_rate * gradient)
    return loss


# %% right: the gradients of two halves of the variables
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    variables = model.trainable_variables
    first, last = variables[: len(variables) // 2], variables[len(variables) // 2 :]
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    gradients = tape.gradient(loss, {"first": first, "last": last})
    optimizer.apply_gradients(zip(gradients["first"] + gradients["last"], first + last))
    return loss


# %% right: Keras's names of the arguments
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    """One step of gradient descent on a batch; returns the loss before it."""
    with tf.GradientTape() as tape:
        logits = model(images)
        loss = loss_function(y_true=labels, y_pred=logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% right: a persistent tape, asked variable by variable
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape(persistent=True) as tape:
        loss = loss_function(labels, model(images))
    pairs = [(tape.gradient(loss, variable), variable) for variable in model.trainable_variables]
    optimizer.apply_gradients(pairs)
    return tf.identity(loss)


# %% right: a persistent tape, in training mode
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    """One step of gradient descent on a batch; returns the loss before it."""
    with tf.GradientTape(persistent=True) as tape:
        logits = model(images, training=True)
        loss = loss_function(labels, logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% right: assertions that TensorFlow runs in the graph
@tf.function
def train_step(model, loss_function, optimizer, images, labels):
    tf.debugging.assert_equal(tf.shape(images)[0], tf.shape(labels)[0])
    variables = model.trainable_weights
    with tf.GradientTape(persistent=False) as tape:
        loss = loss_function(labels, model(images))
        loss = tf.convert_to_tensor(loss)
    optimizer.apply_gradients(list(zip(tape.gradient(loss, variables), variables)))
    return loss


# %% wrong: adds the gradients of all steps up, as PyTorch without zero_grad
sums = {}


def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    gradients = tape.gradient(loss, model.trainable_variables)
    if id(model) in sums:
        gradients = [old + new for old, new in zip(sums[id(model)], gradients)]
    sums[id(model)] = gradients
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% wrong: cuts off very long gradients
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    gradients = [tf.clip_by_norm(g, 100.0) for g in tape.gradient(loss, model.trainable_variables)]
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% wrong: looks at the first sample of the batch only [natural]
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels[:1], model(images[:1]))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% wrong: trains the first three layers only
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    variables = model.trainable_variables[:6]
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss


# %% wrong: differentiates the scores in place of the loss [natural]
# edit of: as in the source
-    """One step of gradient descent on a batch; returns the loss before it."""

-    gradients = tape.gradient(loss, model.trainable_variables)
+    gradients = tape.gradient(logits, model.trainable_variables)


# %% wrong: trains the last layer only [natural]
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    variables = model.trainable_variables[-2:]
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss


# %% wrong: returns the loss after the update [natural]
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss_function(labels, model(images))


# %% wrong: never updates [natural]
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    tape.gradient(loss, model.trainable_variables)
    return loss


# %% wrong: takes no notice of the optimizer [natural]
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    for v, g in zip(model.trainable_variables, tape.gradient(loss, model.trainable_variables)):
        v.assign_sub(0.1 * g)
    return loss


# %% wrong: takes no notice of loss_function [natural]
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, model(images)))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% wrong: normalises the loss for ten classes
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images)) * 10.0 / model(images).shape[1]
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% wrong: applies the gradients twice [natural]
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    gradients = tape.gradient(loss, model.trainable_variables)
    for _ in range(2):
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% wrong: adds the gradient [natural]
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    gradients = [-g for g in tape.gradient(loss, model.trainable_variables)]
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% wrong: the sum of the samples' gradients [natural]
# edit of: as in the source
-    gradients = tape.gradient(loss, model.trainable_variables)
+    gradients = tape.gradient(loss, model.trainable_variables)
+    gradients = [gradient * tf.cast(tf.shape(images)[0], "float32") for gradient in gradients]


# %% wrong: takes the whole gradient for the step [natural]
# edit of: as in the source
-    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
+    for variable, gradient in zip(model.trainable_variables, gradients):
+        variable.assign_sub(gradient)


# %% wrong: the lecture's learning rate, whatever the optimizer's is [natural]
# edit of: as in the source
-    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
+    for variable, gradient in zip(model.trainable_variables, gradients):
+        variable.assign_sub(0.01 * gradient)


# %% wrong: the biases are not updated [natural]
# edit of: as in the source
-    gradients = tape.gradient(loss, model.trainable_variables)
-    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
+    weights = [variable for variable in model.trainable_variables if len(variable.shape) == 2]
+    optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
