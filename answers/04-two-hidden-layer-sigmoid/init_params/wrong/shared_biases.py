# layers of the same size share one bias array
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], {}
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        deviation = 1 / math.sqrt(max(n_in, n_out))
        weights.append(rng.normal(0, deviation, (n_in, n_out)))
        biases.setdefault(n_out, np.zeros((1, n_out)))
    return weights, [biases[n] for n in sizes[1:]]
