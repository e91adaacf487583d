# all Jacobians at once as a (k, k, b) array, then einsum; keeps float32
class Softmax(Layer):
    def forward(self, input):
        self.input = input
        shifted = input - input.max(axis=0)
        exps = np.exp(shifted)
        self.output = exps / exps.sum(axis=0)

    def backward_loop(self, output_gradient, learning_rate=None):
        columns = []
        for a, g in zip(self.output.T, output_gradient.T):
            jacobian = np.diag(a) - np.outer(a, a)
            columns.append(jacobian @ g)
        return np.stack(columns, axis=1)

    def backward(self, output_gradient, learning_rate=None):
        A = self.output
        eye = np.eye(A.shape[0], dtype=A.dtype)
        jacobians = np.einsum("ij,jb->ijb", eye, A) - np.einsum("ib,jb->ijb", A, A)
        return np.einsum("ijb,jb->ib", jacobians, output_gradient)
