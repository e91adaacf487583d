# loops over every entry
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        w = np.empty((n_in, n_out))
        for i in range(n_in):
            w[i, :] = rng.normal(0, (1 / max(n_in, n_out)) ** 0.5, n_out)
        weights.append(w)
        biases.append(0.0 * np.ones((1, n_out)))
    return weights, biases
