# treats the scores as a column matrix inside
class Softmax(Layer):
    def __init__(self):
        super().__init__()
        self.jacobian = None

    def forward(self, input):
        z = np.reshape(input, (-1, 1))
        e = np.exp(z - z.max(axis=0, keepdims=True))
        self.output = (e / e.sum(axis=0, keepdims=True)).ravel()
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        self.jacobian = np.diag(self.output) - np.outer(self.output, self.output)
        return (self.jacobian @ output_gradient.reshape(-1, 1)).ravel()
