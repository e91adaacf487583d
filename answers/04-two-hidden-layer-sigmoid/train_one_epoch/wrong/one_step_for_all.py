# takes all gradients at the starting weights, and adds them up
def train_one_epoch(weights, biases, x, y, learning_rate):
    start, start_biases = [w.copy() for w in weights], [b.copy() for b in biases]
    for i in range(len(x)):
        dws, dbs = backprop_sample(start, start_biases, x[i], y[i])
        for layer in range(3):
            weights[layer] -= learning_rate * dws[layer]
            biases[layer] -= learning_rate * dbs[layer]
