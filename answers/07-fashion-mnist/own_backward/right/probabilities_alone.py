# needs nothing but the probabilities from forward
def softmax(x):
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] + params["b2"]
    a3 = softmax(z2)
    return a3, a3


def backward(x, params, outputs, y):
    error = np.asarray(outputs - y, dtype=float) / len(y)
    hidden = np.tanh(x @ params["w1"] + params["b1"])
    delta = np.dot(error, params["w2"].T) * (1 - hidden) * (1 + hidden)
    ones = np.ones((1, len(x)))
    return dict(d_w1=np.dot(x.T, delta), d_b1=ones @ delta, d_w2=np.dot(hidden.T, error), d_b2=ones @ error)


own_forward, own_backward = forward, backward
