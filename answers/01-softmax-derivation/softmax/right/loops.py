# Python loops all the way
class Softmax(Layer):
    def forward(self, input):
        biggest = max(input)
        exps = [np.exp(z - biggest) for z in input]
        self.output = np.array([e / sum(exps) for e in exps])
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        J = softmax_jacobian(self.output)
        result = np.zeros(len(output_gradient))
        for i in range(len(result)):
            for j in range(len(output_gradient)):
                result[i] += J[i, j] * output_gradient[j]
        return result
