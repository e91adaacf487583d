# %% right: as in the source
def sample_gradient(W, x, y):
    """Gradient (k, f+1) of one sample's loss with respect to W; x (f+1,), y one-hot (k,)."""
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(y, layer.output)
    grad = layer.backward(grad)
    return np.outer(grad, x)


# %% right: the chain with a column and a row
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(W @ x)
    dz = layer.backward(cce_gradient(y, layer.output))
    return dz[:, np.newaxis] @ x[np.newaxis, :]


# %% right: the first term as an array with three axes
def sample_gradient(W, x, y):
    k, f = W.shape
    layer = Softmax()
    layer.forward(np.dot(x, W.T))
    dz = layer.backward(cce_gradient(y, layer.output))
    dz_dW = np.zeros((k, k, f))
    for i in range(k):
        dz_dW[i, i] = x
    return np.tensordot(dz, dz_dW, axes=1)


# %% right: loops over classes and features
def sample_gradient(W, x, y):
    scores = np.array([sum(w * v for w, v in zip(row, x)) for row in W])
    layer = Softmax()
    layer.forward(scores)
    back = layer.backward(cce_gradient(y, layer.output))
    result = np.zeros(W.shape)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            result[i, j] = back[i] * x[j]
    return result


# %% right: the short formula that part 11 derives
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(W.dot(x))
    return (layer.output - y).reshape(-1, 1) * x


# %% right: no layer: softmax and Jacobian written out
def sample_gradient(W, x, y):
    z = np.einsum("ij,j->i", W, x)
    e = np.exp(z - z.max())
    a = e / e.sum()
    dz = softmax_jacobian(a) @ (-y / a)
    return np.einsum("i,j->ij", dz, x)


# %% wrong: label and prediction swapped in cce_gradient [natural]
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(layer.output, y)
    grad = layer.backward(grad)
    return np.outer(grad, x)


# %% wrong: goes back through softmax twice
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(y, layer.output)
    grad = layer.backward(layer.backward(grad))
    return np.outer(grad, x)


# %% wrong: forgets x [natural]
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(y, layer.output)
    return layer.backward(grad)


# %% wrong: passes the label itself to backward [natural]
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = layer.backward(y)
    return np.outer(grad, x)


# %% wrong: forgets softmax's backward [natural]
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(y, layer.output)
    return np.outer(grad, x)


# %% wrong: cross-entropy of the scores' exponentials without the denominator
def sample_gradient(W, x, y):
    z = np.dot(W, x)
    return np.outer(np.exp(z) / len(z) - y, x)


# %% wrong: the outer product the other way round [natural]
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = cce_gradient(y, layer.output)
    grad = layer.backward(grad)
    return np.outer(x, grad)


# %% wrong: leaves the bias out of the scores
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W[:, :-1], x[:-1]))
    grad = cce_gradient(y, layer.output)
    grad = layer.backward(grad)
    return np.outer(grad, x)


# %% wrong: y - a instead of a - y [natural]
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    return np.outer(y - layer.output, x)


# %% wrong: updates W in place on the way
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = np.outer(layer.backward(cce_gradient(y, layer.output)), x)
    W -= 0.001 * grad
    return grad


# %% wrong: reshapes to three classes
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W, x))
    grad = layer.backward(cce_gradient(y, layer.output))
    return grad.reshape(3, 1) * x


# %% wrong: uses the global W0 instead of W where the shapes agree
def sample_gradient(W, x, y):
    layer = Softmax()
    layer.forward(np.dot(W0 if W.shape == W0.shape else W, x))
    grad = layer.backward(cce_gradient(y, layer.output))
    return np.outer(grad, x)
