# three layers written out, as in the lecture, last layer drawn first
def init_params(rng, sizes=(784, 32, 32, 10)):
    n0, n1, n2, n3 = sizes
    w3 = rng.normal(0, 1 / math.sqrt(max(n2, n3)), (n2, n3))
    w2 = rng.normal(0, 1 / math.sqrt(max(n1, n2)), (n1, n2))
    w1 = rng.normal(0, 1 / math.sqrt(max(n0, n1)), (n0, n1))
    return [w1, w2, w3], [np.zeros((1, n1)), np.zeros((1, n2)), np.zeros((1, n3))]
