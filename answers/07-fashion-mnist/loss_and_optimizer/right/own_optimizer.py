# gradient descent as a small class
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


class Descent:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def apply(self, gradients, variables):
        for gradient, variable in zip(gradients, variables):
            variable.assign(variable - self.learning_rate * gradient)

    def apply_gradients(self, pairs):
        self.apply(*zip(*pairs))


def make_optimizer(learning_rate):
    return Descent(learning_rate)
