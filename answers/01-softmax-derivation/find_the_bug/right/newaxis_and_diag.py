# diagonal minus outer product
def probabilities(z):
    return np.exp(z) / np.exp(z).sum()


def gradient_error(backward, z, y):
    a = probabilities(z)
    f = lambda s: np.log(np.exp(s).sum()) - s @ y
    return np.linalg.norm(check.relative_error(backward(a, -y / a), check.numerical_gradient(f, z)), np.inf)


def repaired_backward(a, output_gradient):
    J = np.diag(a) - a[:, np.newaxis] * a
    return np.einsum("j,ji->i", output_gradient, J)
