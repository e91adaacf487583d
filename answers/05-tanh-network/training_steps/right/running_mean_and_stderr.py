# a running mean of the loss; progress on stderr, as tqdm shows it
import sys


def training_steps(
    x_train, y_train, x_test, y_test, nx, nh, ny, epochs, batch_size, eta, on_epoch=None
):
    params = init_params(nx, nh, ny)
    loss_history, accuracy_history = [], []
    for epoch in range(1, epochs + 1):
        mean, seen = 0.0, 0
        keys = rng.random(len(x_train))
        order = np.argsort(keys)
        for i in range(-(-len(order) // batch_size)):
            batch = order[i * batch_size : (i + 1) * batch_size]
            x, y = np.take(x_train, batch, axis=0), np.take(y_train, batch, axis=0)
            yhat, outputs = forward(params, x)
            seen += len(batch)
            mean += (loss_accuracy(yhat, y)[0] - mean) * len(batch) / seen
            params = sgd(params, backward(x, params, outputs, y), eta)
        result = loss_accuracy(forward(params, x_test)[0], y_test)
        loss_history.append(result[0])
        accuracy_history.append(result[1])
        print(f"\r{epoch}/{epochs}", end="", file=sys.stderr, flush=True)
        if on_epoch is not None:
            on_epoch(mean, result[0], params)
    return params, tuple(loss_history), tuple(accuracy_history)
