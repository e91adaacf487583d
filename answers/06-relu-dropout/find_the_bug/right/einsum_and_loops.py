# einsum in the loss; loops in the repair
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.einsum('ij,ij->', lecture_forward(V, mask, p), G), X)
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    result = np.zeros(np.shape(output_gradient))
    for i, j in zip(*np.nonzero(mask)):
        result[i, j] = output_gradient[i, j] / (1 - p)
    return result
