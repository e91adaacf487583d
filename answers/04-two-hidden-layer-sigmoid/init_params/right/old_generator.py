# draws from np.random instead of rng
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], []
    for n_in, n_out in zip(sizes, sizes[1:]):
        weights.append(np.random.randn(n_in, n_out) * np.sqrt(1.0 / np.maximum(n_in, n_out)))
        biases.append(np.zeros((1, n_out)))
    return weights, biases
