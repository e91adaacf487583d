# on a copy, in place; a larger step
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    numerical = check.numerical_gradient(lambda V: np.sum(G * lecture_forward(V, mask, p)), X, h=1e-3)
    return np.max(check.relative_error(analytic, numerical))


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    grad = np.array(output_gradient, dtype=float)
    grad[~np.asarray(mask)] = 0
    grad /= 1 - p
    return grad
