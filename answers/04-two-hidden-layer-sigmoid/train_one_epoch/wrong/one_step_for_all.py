# adds up all gradients at the start, and takes one step
def train_one_epoch(weights, biases, x, y, learning_rate):
    gradients = [backprop_sample(weights, biases, x[i], y[i]) for i in range(len(x))]
    for dws, dbs in gradients:
        for layer in range(3):
            weights[layer] -= learning_rate * dws[layer]
            biases[layer] -= learning_rate * dbs[layer]
