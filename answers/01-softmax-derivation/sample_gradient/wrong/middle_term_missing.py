# forgets softmax's backward
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(y, layer.output)
    return np.outer(grad, x)
