# another distribution of the same variance
def init_params(rng, sizes=(784, 32, 32, 10)):
    """Weights and biases, a list of three arrays each: (n_in, n_out) and (1, n_out)."""
    weights, biases = [], []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        deviation = 1 / math.sqrt(max(n_in, n_out))
        weights.append(rng.laplace(0, deviation / 2**0.5, (n_in, n_out)))
        biases.append(np.zeros((1, n_out)))
    return weights, biases
