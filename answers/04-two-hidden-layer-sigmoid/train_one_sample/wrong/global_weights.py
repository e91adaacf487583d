# changes the global lists, as in the lecture
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weights, biases = globals()["weights"], globals()["biases"]
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    for i in range(len(weights)):
        weights[i] -= learning_rate * weight_gradients[i]
        biases[i] -= learning_rate * bias_gradients[i]
