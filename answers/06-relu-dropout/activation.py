# %% right: as in the source
class Sigmoid(Activation):
    def __init__(self):
        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))


# %% right: 1 / (1 + exp(-z)), which warns at -1000 and is right; 1 / cosh² for tanh
class Sigmoid(Activation):
    def __init__(self):
        s = lambda z: 1 / (1 + np.exp(-z))
        super().__init__(s, lambda z: s(z) - s(z) ** 2)


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 / np.cosh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))


# %% right: slopes in float32
class Sigmoid(Activation):
    def __init__(self):
        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        super().__init__(lambda z: z * (z > 0), lambda z: (z > 0).astype(np.float32))


# %% right: np.heaviside with 1/2 at the kink; the factors the other way round
class Activation(Layer):
    def __init__(self, activation, activation_gradient):
        super().__init__()
        self.activation = activation
        self.activation_gradient = activation_gradient

    def forward(self, input):
        self.input = input
        self.output = self.activation(input)

    def backward(self, output_gradient, learning_rate=None):
        return np.multiply(self.activation_gradient(self.input), output_gradient)


class Sigmoid(Activation):
    def __init__(self):
        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        super().__init__(lambda z: z * (z > 0), lambda z: np.heaviside(z, 0.5))


# %% right: works in place on copies
class Activation(Layer):
    def __init__(self, activation, activation_gradient):
        super().__init__()
        self.activation = activation
        self.activation_gradient = activation_gradient

    def forward(self, input):
        self.input = input
        self.output = self.activation(input)

    def backward(self, output_gradient, learning_rate=None):
        grad = np.array(output_gradient)
        grad *= self.activation_gradient(self.input)
        return grad


class Sigmoid(Activation):
    def __init__(self):
        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        def relu(z):
            a = np.array(z)
            a[a < 0] = 0
            return a

        super().__init__(relu, lambda z: (z > 0).astype(z.dtype))


# %% right: ReLU and its slope by loops over all entries
class Sigmoid(Activation):
    def __init__(self):
        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        def relu(z):
            a = np.zeros(z.shape)
            for index in np.ndindex(z.shape):
                if z[index] > 0:
                    a[index] = z[index]
            return a

        def slope(z):
            return np.array([1.0 if entry > 0 else 0.0 for entry in z.ravel()]).reshape(z.shape)

        super().__init__(relu, slope)


# %% right: np.maximum and np.where; the slope at the kink is 1
class Sigmoid(Activation):
    def __init__(self):
        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        super().__init__(lambda z: np.maximum(z, 0), lambda z: np.where(z >= 0, 1, 0))


# %% right: the lecture's form: functions within __init__, and forward returns too
class Activation(Layer):
    def __init__(self, activation, activation_gradient):
        super().__init__()
        self.activation = activation
        self.activation_gradient = activation_gradient

    def forward(self, input):
        self.input = input
        self.output = self.activation(input)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return output_gradient * self.activation_gradient(self.input)


class Sigmoid(Activation):
    def __init__(self):
        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))


class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)


class ReLU(Activation):
    def __init__(self):
        def relu(z):
            return z * (z > 0)

        def relu_gradient(z):
            return 1.0 * (z > 0)

        super().__init__(relu, relu_gradient)


# %% right: backwards of their own, which keep what they need; sigmoid from its output
class Activation(Layer):
    def __init__(self, activation, activation_gradient):
        self.activation, self.activation_gradient = activation, activation_gradient

    def forward(self, input):
        self.slope = self.activation_gradient(input)
        self.output = self.activation(input)
        return self.output

    def backward(self, output_gradient, learning_rate=None):
        return self.slope * output_gradient


class Sigmoid(Layer):
    def forward(self, input):
        self.output = sigmoid(input)

    def backward(self, output_gradient, learning_rate=None):
        return output_gradient * self.output * (1 - self.output)


class Tanh(Layer):
    def forward(self, input):
        self.output = np.tanh(input)

    def backward(self, output_gradient, learning_rate=None):
        return output_gradient * (1 - self.output) * (1 + self.output)


class ReLU(Layer):
    def forward(self, input):
        self.output = (np.abs(input) + input) / 2

    def backward(self, output_gradient, learning_rate=None):
        return np.where(self.output > 0, output_gradient, 0)


# %% wrong: the absolute value instead of ReLU [natural]
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        super().__init__(np.abs, np.sign)


# %% wrong: backward cuts the input that forward has kept: it is the caller's
# edit of: as in the source
         super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+
+
+class ReLU(Activation):
+    def __init__(self):
+        super().__init__(lambda z: z * (z > 0), None)
+
+    def backward(self, output_gradient, learning_rate=None):
+        self.input[self.input < 0] = 0
+        return output_gradient * np.sign(self.input)


# %% wrong: a leaky ReLU, with a slope of 0.01 on the left
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        super().__init__(lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1.0, 0.01))


# %% wrong: 0 / 0 at the kink
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        super().__init__(lambda z: z * (z > 0), lambda z: np.maximum(z, 0) / z)


# %% wrong: sigmoid by exp(z) / (1 + exp(z)), nan at 1000
# edit of: as in the source
-        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))
+        s = lambda z: np.exp(z) / (1 + np.exp(z))
+        super().__init__(s, lambda z: s(z) * (1 - s(z)))


# %% wrong: ReLU cut at 1 too (ReLU6's little sister); its slope is not
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        super().__init__(lambda z: np.clip(z, 0, 1), lambda z: 1.0 * (z > 0))


# %% wrong: ReLU cuts off the caller's array in place
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        def relu(z):
+            z[z < 0] = 0
+            return z
+
+        super().__init__(relu, lambda z: 1.0 * (z > 0))


# %% wrong: slope z instead of 1 where ReLU is active [natural]
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        super().__init__(lambda z: z * (z > 0), lambda z: z * (z > 0))


# %% wrong: the slope of ReLU begins at 1
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 1))


# %% wrong: sigmoid's derivative written for the output [natural]
# edit of: as in the source
-        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))
+        super().__init__(sigmoid, lambda z: z * (1 - z))


# %% wrong: sigmoid's derivative forgets the second factor [natural]
# edit of: as in the source
-        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))
+        super().__init__(sigmoid, lambda z: 1 - sigmoid(z))


# %% wrong: sigmoid's derivative with a square
# edit of: as in the source
-        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)))
+        super().__init__(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z)) ** 2)


# %% wrong: tanh with the slope of sigmoid [natural]
# edit of: as in the source
-        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)
+        super().__init__(np.tanh, lambda z: sigmoid(z) * (1 - sigmoid(z)))


# %% wrong: a smooth ReLU
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        super().__init__(lambda z: np.logaddexp(0, z), sigmoid)


# %% wrong: a slope above 1 at the kink
# edit of: as in the source
-        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0))
+        super().__init__(lambda z: z * (z > 0), lambda z: 1.0 * (z > 0) + 2.0 * (z == 0))


# %% wrong: 1 - tanh instead of 1 - tanh² [natural]
# edit of: as in the source
-        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)
+        super().__init__(np.tanh, lambda z: 1 - np.tanh(z))


# %% wrong: tanh of the square instead of the square of tanh [natural]
# edit of: as in the source
-        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)
+        super().__init__(np.tanh, lambda z: 1 - np.tanh(z**2))


# %% wrong: tanh of tanh, the error of notebook 05 [natural]
# edit of: as in the source
-        super().__init__(np.tanh, lambda z: 1 - np.tanh(z) ** 2)
+        super().__init__(np.tanh, lambda z: 1 - np.tanh(np.tanh(z)) ** 2)
