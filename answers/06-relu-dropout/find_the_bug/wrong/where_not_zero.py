# blind to a gradient that should be 0
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X)
    there = np.abs(numerical) > 1e-8
    return np.max(np.abs((analytic - numerical)[there] / numerical[there]))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return mask * output_gradient / (1 - p)
