# a tape that watches what it is told to
@tf.function
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        for variable in model.trainable_variables:
            tape.watch(variable.value)
        loss = loss_function(labels, model(images))
    gradients = tape.gradient(loss, [variable.value for variable in model.trainable_variables])
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
