# pairs of images and labels
def train_one_epoch(weights, biases, x, y, learning_rate):
    for image, label in zip(x, y):
        train_one_sample(weights, biases, image, label, learning_rate)
