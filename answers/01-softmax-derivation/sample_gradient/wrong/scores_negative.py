# a minus sign in the scores, which zero weights do not show
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(-np.dot(W, x))
    grad = cce_gradient(y, layer.output)
    grad = layer.backward(grad)
    return np.outer(grad, x)
