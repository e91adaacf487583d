# does not use the weights at all
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.zeros(len(y)))
    grad = layer.backward(cce_gradient(y, layer.output))
    return np.outer(grad, x)
