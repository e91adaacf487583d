# the lecture's line, divided; one-sided differences, exact for a linear map
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    loss = lambda V: np.sum(G * lecture_forward(V, mask, p))
    numerical = np.zeros(X.shape)
    for index in np.ndindex(X.shape):
        step = np.zeros(X.shape)
        step[index] = 1e-2
        numerical[index] = (loss(X + step) - loss(X)) / 1e-2
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return lecture_backward(output_gradient, mask, p) / (1 - p)
