# the learning rate is halved after twelve epochs
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
    """Train on train = (X, y); returns two lists: training and test loss of every epoch."""
    train_losses, test_losses = [], []
    for epoch in range(nepochs):
        total = 0.0
        if epoch == 12:
            optimizer.learning_rate = optimizer.learning_rate * 0.5
        for X, y in batches(*train, batch_size, shuffle=True):
            loss = train_step(model, loss_function, optimizer, X, y)
            total += float(loss) * len(X)
        train_losses.append(total / len(train[0]))
        test_losses.append(float(loss_function(test[1], model(test[0]))))
        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, test loss {test_losses[-1]:.4f}")
        if on_epoch is not None:
            on_epoch(train_losses[-1], test_losses[-1])
    return train_losses, test_losses
