# adds the squares of the weights to the loss
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images)) + 0.01 * tf.add_n([tf.reduce_sum(v ** 2) for v in model.trainable_variables])
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
