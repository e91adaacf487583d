# the new parameters are float32
def train_one_sample(weights, biases, sample, y, learning_rate):
    for parameters, derivatives in zip((weights, biases), backprop_sample(weights, biases, sample, y)):
        for i, derivative in enumerate(derivatives):
            parameters[i] = (parameters[i] - learning_rate * derivative).astype(np.float32)
