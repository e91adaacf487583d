# trains the last layer only
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    variables = model.trainable_variables[-2:]
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss
