# label and prediction swapped in cce_gradient
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(layer.output, y)
    grad = layer.backward(grad)
    return np.outer(grad, x)
