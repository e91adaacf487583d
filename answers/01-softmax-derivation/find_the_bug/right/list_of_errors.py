# a column for a from the start; cce for the loss
def probabilities(z):
    layer = Softmax()
    layer.forward(z)
    return layer.output


def gradient_error(backward, z, y):
    a = probabilities(z)
    numerical = check.numerical_gradient(lambda s: cce(y, probabilities(s)), z)
    return max(list(check.relative_error(numerical, backward(a, cce_gradient(y, a)))))


def repaired_backward(a, output_gradient):
    column = a[:, None]
    return np.dot((np.identity(np.size(a)) - column) * column.T, output_gradient)
