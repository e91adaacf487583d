# divides by the learning rate
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    for i in range(len(weights)):
        weights[i] -= weight_gradients[i] / learning_rate
        biases[i] -= learning_rate * bias_gradients[i]
