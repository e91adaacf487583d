# a persistent tape, in training mode
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    """One step of gradient descent on a batch; returns the loss before it."""
    with tf.GradientTape(persistent=True) as tape:
        logits = model(images, training=True)
        loss = loss_function(labels, logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
