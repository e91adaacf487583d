# trains copies, and puts them into the lists at the end
def train_one_epoch(weights, biases, x, y, learning_rate):
    new_weights, new_biases = [w.copy() for w in weights], [b.copy() for b in biases]
    for i, label in enumerate(y):
        train_one_sample(new_weights, new_biases, x[i], label, learning_rate)
    for i in range(len(weights)):
        weights[i][...] = new_weights[i]
        biases[i][...] = new_biases[i]
