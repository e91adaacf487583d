# shuffles by itself, without batches
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
    train_losses, test_losses = [], []
    for epoch in range(nepochs):
        order, total = np.random.permutation(len(train[0])), 0
        for i in range(0, len(order), batch_size):
            ix = order[i : i + batch_size]
            loss = train_step(model, loss_function, optimizer, train[0][ix], train[1][ix])
            total += loss.numpy() * len(ix)
        train_losses += [total / len(order)]
        test_losses += [loss_function(test[1], model(test[0], training=False)).numpy()]
        print("epoch", epoch, train_losses[-1], test_losses[-1])
        if on_epoch is not None:
            on_epoch(train_losses[-1], test_losses[-1])
    return train_losses, test_losses
