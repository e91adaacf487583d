# numpy arrays, and a while loop
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
    (X, y), (V, u) = train, test
    found = np.zeros((2, nepochs))
    epoch = 0
    while epoch < nepochs:
        for a, b in batches(X, y, batch_size, shuffle=True):
            share = len(a) / len(X)
            found[0, epoch] += share * train_step(model, loss_function, optimizer, a, b).numpy()
        found[1, epoch] = loss_function(u, model(V)).numpy()
        if on_epoch is not None:
            on_epoch(*found[:, epoch])
        epoch += 1
    return found[0], found[1]
