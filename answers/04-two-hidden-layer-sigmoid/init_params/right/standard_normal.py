# standard normal numbers, scaled afterwards
def init_params(rng, sizes=(784, 32, 32, 10)):
    weights, biases = [], []
    for i in range(len(sizes) - 1):
        larger = max(sizes[i], sizes[i + 1])
        weights.append(rng.standard_normal((sizes[i], sizes[i + 1])) / larger**0.5)
        biases.append(np.zeros((1, sizes[i + 1])))
    return weights, biases
