# no Input: the weights are made at the first call, and train_step, once compiled, can make none
class Model(keras.Model):
    def __init__(self, hidden, num_labels):
        super().__init__()
        self.fc = [keras.layers.Dense(units) for units in hidden]
        self.out = keras.layers.Dense(num_labels)

    def call(self, x):
        for layer in self.fc:
            x = tf.nn.relu(layer(x))
        return self.out(x)


def make_model(num_features, hidden, num_labels):
    return Model(hidden, num_labels)
