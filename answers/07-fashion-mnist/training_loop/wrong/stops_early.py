# stops when the test loss rises
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
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
        if len(test_losses) > 1 and test_losses[-1] >= test_losses[-2]:
            break
    return train_losses, test_losses
