# reuses y for a - y and so changes the caller's label
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    y -= layer.output
    return np.outer(-y, x)
