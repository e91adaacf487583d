# returns new lists in place of changing the old ones
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    weights = [w - learning_rate * g for w, g in zip(weights, weight_gradients)]
    biases = [b - learning_rate * g for b, g in zip(biases, bias_gradients)]
    return weights, biases
