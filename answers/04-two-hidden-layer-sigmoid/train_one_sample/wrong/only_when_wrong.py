# no step where the guess is right already
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    if feed_forward_sample(weights, biases, sample, y)[1][int(y)] == 1:
        return
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    for i in range(len(weights)):
        weights[i] -= learning_rate * weight_gradients[i]
        biases[i] -= learning_rate * bias_gradients[i]
