# the chain with a column and a row
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(W @ x)
    dz = layer.backward(cce_gradient(y, layer.output))
    return dz[:, np.newaxis] @ x[np.newaxis, :]
