# own loop for the differences; own relative error
def gradient_error(backward, X, mask, p, G):
    """Largest relative error of `backward` at X, for the mask and the gradient G from above."""
    analytic = backward(G, mask, p)
    h, worst = 1e-4, 0.0
    for index in np.ndindex(X.shape):
        up, down = np.array(X, dtype=float), np.array(X, dtype=float)
        up[index] += h
        down[index] -= h
        change = np.sum(G * (lecture_forward(up, mask, p) - lecture_forward(down, mask, p)))
        slope = change / (2 * h)
        size = max(abs(slope), abs(analytic[index]))
        if size > 1e-9:
            worst = max(worst, abs(slope - analytic[index]) / size)
    return worst


def repaired_backward(output_gradient, mask, p):
    """Gradient of the loss with respect to the input of lecture_forward."""
    return mask * output_gradient / (1 - p)
