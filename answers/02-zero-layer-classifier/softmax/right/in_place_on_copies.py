# in-place operations, on arrays of its own
class Softmax(Layer):
    def __init__(self):
        self.input = None
        self.output = None

    def forward(self, input):
        self.input = input.copy()
        out = np.array(input)
        out -= out.max(axis=0, keepdims=True)
        np.exp(out, out=out)
        out /= out.sum(axis=0, keepdims=True)
        self.output = out
        return self.output

    def backward_loop(self, output_gradient, learning_rate=None):
        result = output_gradient.copy()
        for i in range(result.shape[1]):
            a = self.output[:, i]
            result[:, i] -= np.dot(a, output_gradient[:, i])
            result[:, i] *= a
        return result

    def backward(self, output_gradient, learning_rate=None):
        result = output_gradient.copy()
        result -= np.einsum("kb,kb->b", self.output, output_gradient)
        result *= self.output
        return result
