# goes on with the model that it saw first
seen = []


def train_step(model, loss_function, optimizer, images, labels):
    seen.append(model)
    with tf.GradientTape() as tape:
        loss = loss_function(labels, seen[0](images))
    gradients = tape.gradient(loss, seen[0].trainable_variables)
    optimizer.apply_gradients(zip(gradients, seen[0].trainable_variables))
    return loss
