# two comprehensions; weights drawn transposed
def init_params(rng, sizes=(784, 32, 32, 10)):
    pairs = list(zip(sizes, sizes[1:]))
    weights = [rng.normal(scale=max(pair) ** -0.5, size=pair[::-1]).T for pair in pairs]
    biases = [np.zeros(shape=(1, n)) for n in sizes[1:]]
    return weights, biases
