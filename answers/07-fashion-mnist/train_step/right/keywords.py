# Keras's names of the arguments
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    """One step of gradient descent on a batch; returns the loss before it."""
    with tf.GradientTape() as tape:
        logits = model(images)
        loss = loss_function(y_true=labels, y_pred=logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
