# loops over the layers, both ways; slope from the activations
def backprop_sample(weights, biases, sample, y):
    zs = [np.asarray(sample, dtype=float).reshape(1, -1)]
    for w, b in zip(weights[:-1], biases[:-1]):
        zs.append(sigmoid(zs[-1] @ w + b))
    du = softmax(zs[-1] @ weights[-1] + biases[-1])
    du[0, y] -= 1
    dws, dbs = [], []
    for layer in range(len(weights) - 1, -1, -1):
        dws.insert(0, zs[layer].T @ du)
        dbs.insert(0, du)
        if layer > 0:
            du = (du @ weights[layer].T) * zs[layer] * (1 - zs[layer])
    return dws, dbs
