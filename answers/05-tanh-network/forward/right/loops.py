# sample by sample, unit by unit
def forward(params, x):
    w1, b1, w2, b2 = (params[name] for name in ("w1", "b1", "w2", "b2"))
    z1 = np.zeros((len(x), w1.shape[1]))
    z2 = np.zeros((len(x), w2.shape[1]))
    for i in range(len(x)):
        for j in range(w1.shape[1]):
            z1[i, j] = sum(x[i, f] * w1[f, j] for f in range(len(w1))) + b1[0, j]
        for k in range(w2.shape[1]):
            z2[i, k] = sum(np.tanh(z1[i, j]) * w2[j, k] for j in range(len(w2))) + b2[0, k]
    yhat = softmax(z2)
    return yhat, {"z1": z1, "a2": np.tanh(z1), "z2": z2, "a3": yhat}
