# from the last layer to the first; adds the negative step
def train_one_sample(weights, biases, sample, y, learning_rate):
    dws, dbs = backprop_sample(weights, biases, sample, y)
    layer = len(weights)
    while layer:
        layer -= 1
        biases[layer] += -learning_rate * dbs[layer]
        weights[layer] += -learning_rate * dws[layer]
