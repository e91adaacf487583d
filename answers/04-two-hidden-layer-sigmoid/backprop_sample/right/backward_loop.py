# one loop back, with rows for vectors
def backprop_sample(weights, biases, sample, y):
    """Gradients of one sample's loss: for the weights and for the biases, two lists of three."""
    inputs = [np.ravel(sample).astype(float)]
    for w, b in zip(weights[:2], biases[:2]):
        inputs.append(sigmoid(inputs[-1] @ w + b[0]))
    back = softmax((inputs[2] @ weights[2] + biases[2][0])[None])[0]
    back[int(y)] -= 1
    dw, db = [], []
    for i in (2, 1, 0):
        dw.insert(0, np.outer(inputs[i], back))
        db.insert(0, back[None, :])
        back = (weights[i] @ back) * inputs[i] * (1 - inputs[i])
    return dw, db
