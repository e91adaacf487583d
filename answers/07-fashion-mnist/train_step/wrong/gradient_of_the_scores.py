# differentiates the scores in place of the loss
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        logits = model(images)
        loss = loss_function(labels, logits)
    gradients = tape.gradient(logits, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
