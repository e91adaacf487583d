# the test loss in batches, weighted by their sizes
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
    history = [], []
    for epoch in range(nepochs):
        losses, sizes = [], []
        for X, y in batches(train[0], train[1], batch_size, True):
            losses.append(float(train_step(model, loss_function, optimizer, X, y)))
            sizes.append(len(y))
        history[0].append(np.average(losses, weights=sizes))
        pieces = [(float(loss_function(y, model(X))), len(y)) for X, y in batches(*test, 500)]
        history[1].append(sum(loss * n for loss, n in pieces) / len(test[0]))
        if on_epoch:
            on_epoch(history[0][-1], history[1][-1])
    return history
