# reshapes to three classes
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = layer.backward(cce_gradient(y, layer.output))
    return grad.reshape(3, 1) * x
