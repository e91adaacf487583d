# keeps the sum as a tensor until the end of the epoch
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
    train_losses, test_losses = [], []
    n = len(train[1])
    for _ in range(nepochs):
        total = tf.constant(0.0)
        for images, labels in batches(*train, batch_size=batch_size, shuffle=True):
            loss = train_step(model, loss_function, optimizer, images, labels)
            total = total + loss * images.shape[0] / n
        train_losses.append(float(total))
        test_losses.append(float(loss_function(test[1], model(test[0]))))
        if on_epoch is not None:
            on_epoch(total, test_losses[-1])
    return [train_losses, test_losses]
