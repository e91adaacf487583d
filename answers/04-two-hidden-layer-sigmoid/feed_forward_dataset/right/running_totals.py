# adds up totals, without arrays
def feed_forward_dataset(weights, biases, x, y):
    total, right = 0.0, 0
    for image, label in zip(x, y):
        loss, guess = feed_forward_sample(weights, biases, image, label)
        total += loss
        right += int(np.argmax(guess) == label)
    return total / len(y), right / len(y)
