# Keras 3's optimizer.apply, and the flag training
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images, training=True))
    variables = model.trainable_variables
    optimizer.apply(tape.gradient(loss, variables), variables)
    return loss
