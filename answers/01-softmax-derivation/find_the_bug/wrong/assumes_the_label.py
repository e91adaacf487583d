# finds the true class in the gradient and returns a - y
def probabilities(z):
    layer = Softmax()
    layer.forward(z)
    return layer.output


def gradient_error(backward, z, y):
    a = probabilities(z)
    analytic = backward(a, -y / a)
    numerical = check.numerical_gradient(lambda s: -np.log(probabilities(s) @ y), z)
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(a, output_gradient):
    return a - (output_gradient < 0)
