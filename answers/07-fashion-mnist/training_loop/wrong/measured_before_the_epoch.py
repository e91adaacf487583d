# the loss of all samples before the epoch, not that of its batches
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
    """Train on train = (X, y); returns two lists: training and test loss of every epoch."""
    train_losses, test_losses = [], []
    for epoch in range(nepochs):
        train_losses.append(float(loss_function(train[1], model(train[0]))))
        for X, y in batches(*train, batch_size, shuffle=True):
            loss = train_step(model, loss_function, optimizer, X, y)
        test_losses.append(float(loss_function(test[1], model(test[0]))))
        if on_epoch is not None:
            on_epoch(train_losses[-1], test_losses[-1])
        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, test loss {test_losses[-1]:.4f}")
    return train_losses, test_losses
