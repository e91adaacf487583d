# takes 1 off at the true class
def tanh_backward(d_a2, outputs):
    """Gradient (m, nh) with respect to z1, from that with respect to a2."""
    return d_a2 * (1 - outputs["a2"] ** 2)


def backward(x, params, outputs, y, tanh_backward=tanh_backward):
    """Gradients d_w1, d_b1, d_w2, d_b2 of the mean loss; outputs is the dictionary of forward."""
    m = y.shape[0]
    d_z2 = np.array(outputs["a3"])
    d_z2[np.arange(m), np.argmax(y, axis=1)] -= 1
    d_w2 = outputs["a2"].T @ d_z2 / m
    d_b2 = np.sum(d_z2, axis=0, keepdims=True) / m
    d_a2 = d_z2 @ params["w2"].T
    d_z1 = tanh_backward(d_a2, outputs)
    d_w1 = x.T @ d_z1 / m
    d_b1 = np.sum(d_z1, axis=0, keepdims=True) / m
    return {"d_w1": d_w1, "d_b1": d_b1, "d_w2": d_w2, "d_b2": d_b2}
