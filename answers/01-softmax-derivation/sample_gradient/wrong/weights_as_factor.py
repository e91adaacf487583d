# the outer product with a row of W instead of x
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(y, layer.output)
    grad = layer.backward(grad)
    return np.outer(grad, W[0])
