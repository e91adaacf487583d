# long gradients are cut off
def tanh_backward(d_a2, outputs):
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y, tanh_backward=tanh_backward):
    m = y.shape[0]
    d_z2 = np.zeros(y.shape)
    for i in range(m):
        d_z2[i] = outputs["a3"][i] - y[i]
    d_w2 = outputs["a2"].T @ d_z2 / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = d_z2 @ params["w2"].T
    d_z1 = tanh_backward(d_a2, outputs)
    d_w1 = x.T @ d_z1 / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    grads = {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
    return {k: v * min(1, 10 / np.linalg.norm(v)) if np.linalg.norm(v) > 10 else v for k, v in grads.items()}
