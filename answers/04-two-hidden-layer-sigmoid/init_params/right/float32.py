# weights and biases in float32
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], []
    for n_in, n_out in zip(sizes, sizes[1:]):
        w = rng.standard_normal((n_in, n_out), dtype=np.float32)
        weights.append(w / np.float32(math.sqrt(max(n_in, n_out))))
        biases.append(np.zeros((1, n_out), dtype=np.float32))
    return weights, biases
