# the update written out, with the optimizer's learning rate
@tf.function(reduce_retracing=True)
def train_step(model, loss_function, optimizer, images, labels):
    variables = model.trainable_variables
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images))
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(optimizer.learning_rate * gradient)
    return loss
