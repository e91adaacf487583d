# multiplies the loss by the size of the batch
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images)) * tf.cast(tf.shape(images)[0], tf.float32)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
