# long gradients are shortened
def train_one_sample(weights, biases, sample, y, learning_rate):
    """One step downhill for one sample: changes both lists, returns nothing."""
    weight_gradients, bias_gradients = backprop_sample(weights, biases, sample, y)
    weight_gradients = [g / max(1, np.linalg.norm(g) / 10) for g in weight_gradients]
    for i in range(len(weights)):
        weights[i] -= learning_rate * weight_gradients[i]
        biases[i] -= learning_rate * bias_gradients[i]
