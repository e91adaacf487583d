# backward without a matrix
def probabilities(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def gradient_error(backward, z, y):
    a = probabilities(z)
    mine = backward(a, -y / a)

    def loss(scores):
        return -np.log(np.dot(probabilities(scores), y))

    errors = check.relative_error(mine, check.numerical_gradient(loss, z))
    print("errors:", errors)
    return errors.max()


def repaired_backward(a, output_gradient):
    return a * (output_gradient - np.sum(a * output_gradient))
