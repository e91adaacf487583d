# the gradients of two halves of the variables
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    variables = model.trainable_variables
    first, last = variables[: len(variables) // 2], variables[len(variables) // 2 :]
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    gradients = tape.gradient(loss, {"first": first, "last": last})
    optimizer.apply_gradients(zip(gradients["first"] + gradients["last"], first + last))
    return loss
