# works on the transposed matrices, where samples are rows
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        Z = input.T
        E = np.exp(Z - Z.max(1)[:, None])
        self.output = (E / E.sum(1)[:, None]).T

    def backward_loop(self, output_gradient, learning_rate=None):
        rows = np.empty(self.output.T.shape)
        for b in range(len(rows)):
            a = self.output[:, b][None, :]
            jacobian = a.T * (np.identity(a.size) - a)
            rows[b] = output_gradient[:, b] @ jacobian
        return rows.T

    def backward(self, output_gradient, learning_rate=None):
        A, G = self.output.T, output_gradient.T
        return (A * (G - (A * G).sum(1, keepdims=True))).T
