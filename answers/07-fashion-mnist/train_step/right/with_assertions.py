# assertions that TensorFlow runs in the graph
@tf.function
def train_step(model, loss_function, optimizer, images, labels):
    tf.debugging.assert_equal(tf.shape(images)[0], tf.shape(labels)[0])
    variables = model.trainable_weights
    with tf.GradientTape(persistent=False) as tape:
        loss = loss_function(labels, model(images))
        loss = tf.convert_to_tensor(loss)
    optimizer.apply_gradients(list(zip(tape.gradient(loss, variables), variables)))
    return loss
