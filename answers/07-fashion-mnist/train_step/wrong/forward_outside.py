# the forward pass stands outside of the tape
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    logits = model(images)
    with tf.GradientTape() as tape:
        loss = loss_function(labels, logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
