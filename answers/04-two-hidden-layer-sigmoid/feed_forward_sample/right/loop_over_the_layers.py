# loops over the layers, with the @ operator
def feed_forward_sample(weights, biases, sample, y):
    z = np.asarray(sample, dtype=float).reshape(1, -1)
    last = len(weights) - 1
    for layer in range(len(weights)):
        u = z @ weights[layer] + biases[layer]
        z = sigmoid(u) if layer < last else softmax(u)
    k = z.shape[1]
    return cross_entropy_loss(integer_to_one_hot(y, k), z), integer_to_one_hot(z.argmax(), k)
