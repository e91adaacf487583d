# yields tensors, and draws keys to sort by
def batches(X, y, batch_size, shuffle=False):
    order = np.argsort(np.random.default_rng().random(len(X))) if shuffle else np.arange(len(X))
    for number in range(-(-len(X) // batch_size)):
        chosen = order[number * batch_size : (number + 1) * batch_size]
        yield tf.constant(X[chosen]), tf.constant(y[chosen])
