# adds up the image in strips of 112 pixels, then class by class
def forward(params, x):
    w1, b1, w2, b2 = (params[name] for name in ("w1", "b1", "w2", "b2"))
    z1 = np.zeros((len(x), w1.shape[1])) + b1
    for strip in range(0, w1.shape[0], 112):
        z1 += x[:, strip : strip + 112] @ w1[strip : strip + 112]
    a2 = np.tanh(z1)
    z2 = np.zeros((len(x), w2.shape[1]))
    for k in range(w2.shape[1]):
        z2[:, k] = np.dot(a2, w2[:, k]) + b2[0, k]
    yhat = softmax(z2)
    return yhat, {"z1": z1, "a2": a2, "z2": z2, "a3": yhat}
