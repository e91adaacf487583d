# stops early, with fewer losses than epochs
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
    """Train on train = (X, y); returns two lists: training and test loss of every epoch."""
    train_losses, test_losses = [], []
    for epoch in range(nepochs):
        total = 0.0
        for X, y in batches(*train, batch_size, shuffle=True):
            loss = train_step(model, loss_function, optimizer, X, y)
            total += float(loss) * len(X)
        train_losses.append(total / len(train[0]))
        test_losses.append(float(loss_function(test[1], model(test[0]))))
        if on_epoch is not None:
            on_epoch(train_losses[-1], test_losses[-1])
        if epoch > 3 and test_losses[-1] > test_losses[-2] > test_losses[-3]:
            break
        print(f"epoch {epoch + 1}: train loss {train_losses[-1]:.4f}, test loss {test_losses[-1]:.4f}")
    return train_losses, test_losses
