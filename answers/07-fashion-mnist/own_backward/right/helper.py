# one function of its own for each layer
def softmax(x):
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}


def through_dense(values, weights, d_out):
    return values.T @ d_out, d_out.sum(axis=0, keepdims=True), d_out @ weights.T


def backward(x, params, outputs, y):
    d_z2 = (outputs["a3"] - y) * (1 / len(x))
    d_w2, d_b2, d_a2 = through_dense(outputs["a2"], params["w2"], d_z2)
    d_w1, d_b1, _ = through_dense(x, params["w1"], d_a2 * (1 - np.square(outputs["a2"])))
    return {"d_b1": d_b1, "d_b2": d_b2, "d_w1": d_w1, "d_w2": d_w2}


own_forward, own_backward = forward, backward
