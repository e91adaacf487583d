# gradient descent as a small class
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


class Descent:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def apply_gradients(self, pairs):
        for gradient, variable in pairs:
            variable.assign(variable - self.learning_rate * gradient)


def make_optimizer(learning_rate):
    return Descent(learning_rate)
