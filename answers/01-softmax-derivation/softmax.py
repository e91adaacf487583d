# %% right: as in the source
class Softmax(Layer):
    def forward(self, input):
        """Probabilities (k,) of the scores `input` (k,), kept in self.output."""
        self.input = input
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        """Gradient (k,) with respect to the scores, given that with respect to the output."""
        return np.dot(softmax_jacobian(self.output), output_gradient)


# %% right: forward computes the Jacobian already
class Softmax(Layer):
    def forward(self, input):
        e = np.exp(input - np.max(input))
        self.output = e / e.sum()
        self.J = softmax_jacobian(self.output)

    def backward(self, output_gradient, learning_rate=None):
        return self.J @ output_gradient


# %% right: treats the scores as a column matrix inside
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


# %% right: works in place on its own copy, einsum in backward
class Softmax(Layer):
    def forward(self, input):
        a = np.array(input, copy=True)
        a -= a.max()
        np.exp(a, out=a)
        a /= a.sum()
        self.input, self.output = input, a

    def backward(self, output_gradient, learning_rate=None):
        return np.einsum("ij,j->i", softmax_jacobian(self.output), output_gradient)


# %% right: probabilities from the logarithm of the sum
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        m = np.max(input)
        self.output = np.exp(input - m - np.log(np.sum(np.exp(input - m))))

    def backward(self, output_gradient, learning_rate=None):
        return softmax_jacobian(self.output) @ output_gradient


# %% right: Python loops all the way
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


# %% right: forward only sets self.output; backward without the matrix
class Softmax(Layer):
    def forward(self, input):
        shifted = input - input.max()
        e = np.exp(shifted)
        self.output = e / e.sum()

    def backward(self, output_gradient, learning_rate=None):
        a = self.output
        return a * (output_gradient - np.dot(a, output_gradient))


# %% wrong: backward finds the true class in the incoming gradient and returns a - y
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return self.output - (output_gradient != 0)


# %% wrong: backward forgets return [natural]
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: changes the incoming gradient
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        output_gradient -= self.output @ output_gradient
        return self.output * output_gradient


# %% wrong: shifts the scores in place, so the caller's array changes
class Softmax(Layer):
    def forward(self, input):
        input -= np.max(input)
        exps = np.exp(input)
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: the Jacobian of the scores instead of the probabilities
# edit of: as in the source
-        """Probabilities (k,) of the scores `input` (k,), kept in self.output."""

-        """Gradient (k,) with respect to the scores, given that with respect to the output."""
-        return np.dot(softmax_jacobian(self.output), output_gradient)
+        return np.dot(softmax_jacobian(self.input), output_gradient)


# %% wrong: subtracts the largest absolute value: negative scores underflow
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(np.abs(input)))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: forgets to subtract the largest score
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input)
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: forward returns the probabilities but does not keep them [natural]
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        return exps / np.sum(exps)

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: divides the scores by the largest one instead of subtracting it
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input / np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: a minus sign too much in backward [natural]
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return -np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: subtracts the first score instead of the largest: overflows when a later one is large
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - input[0])
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: subtracts the mean: fine for the visible scores, overflows for scores far apart
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.mean(input))
        self.output = exps / np.sum(exps)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return np.dot(softmax_jacobian(self.output), output_gradient)


# %% wrong: works only for three classes
class Softmax(Layer):
    def forward(self, input):
        e = np.exp(input - np.max(input))
        self.output = e / (e[0] + e[1] + e[2])
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        a, g = self.output, output_gradient
        s = a[0] * g[0] + a[1] * g[1] + a[2] * g[2]
        return a * (g - s)
