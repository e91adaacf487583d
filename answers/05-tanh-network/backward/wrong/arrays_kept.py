# keeps the arrays of each shape and writes into them: earlier results change
def tanh_backward(d_a2, outputs):
    """Gradient (m, nh) with respect to z1, from that with respect to a2."""
    return d_a2 * (1 - outputs["a2"] ** 2)


_kept = {}


def backward(x, params, outputs, y, tanh_backward=tanh_backward):
    """Gradients d_w1, d_b1, d_w2, d_b2 of the mean loss; outputs is the dictionary of forward."""
    m = y.shape[0]
    d_z2 = outputs["a3"] - y
    d_w2 = outputs["a2"].T @ d_z2 / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = d_z2 @ params["w2"].T
    d_z1 = tanh_backward(d_a2, outputs)
    d_w1 = x.T @ d_z1 / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    grads = {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
    kept = _kept.setdefault((d_w1.shape, d_w2.shape, d_w1.dtype), grads)
    for name, value in grads.items():
        kept[name][...] = value
    return kept
