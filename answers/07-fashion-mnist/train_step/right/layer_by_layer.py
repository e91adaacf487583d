# a persistent tape, asked variable by variable
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    with tf.GradientTape(persistent=True) as tape:
        loss = loss_function(labels, model(images))
    pairs = [(tape.gradient(loss, variable), variable) for variable in model.trainable_variables]
    optimizer.apply_gradients(pairs)
    return tf.identity(loss)
