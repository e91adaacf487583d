# one empty batch where the sizes fit
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for number in range(len(X) // batch_size + 1):
        chosen = order[number * batch_size : (number + 1) * batch_size]
        yield X[chosen], y[chosen]
