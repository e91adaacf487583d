# counts the samples as they come
def training_loop(model, loss_function, optimizer, train, test, batch_size, nepochs, on_epoch=None):
    histories = {"train": [], "test": []}
    for epoch in range(1, nepochs + 1):
        total, seen = 0.0, 0
        for number, batch in enumerate(batches(*train, batch_size, shuffle=True), start=1):
            total += len(batch[1]) * float(train_step(model, loss_function, optimizer, *batch))
            seen += len(batch[1])
        histories["train"].append(total / seen)
        histories["test"].append(float(loss_function(test[1], model(test[0]))))
        if on_epoch is not None:
            on_epoch(histories["train"][-1], histories["test"][-1])
    return tuple(histories.values())
