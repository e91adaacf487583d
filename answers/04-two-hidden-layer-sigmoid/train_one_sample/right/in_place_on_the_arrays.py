# changes the arrays with np.subtract, and returns the lists as well
def train_one_sample(weights, biases, sample, y, learning_rate):
    gradients = backprop_sample(weights, biases, sample, y)
    for parameters, derivatives in zip((weights, biases), gradients):
        for parameter, derivative in zip(parameters, derivatives):
            np.subtract(parameter, learning_rate * derivative, out=parameter)
    return weights, biases
