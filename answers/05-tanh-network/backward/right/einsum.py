# einsum, and the slope from z1
def tanh_backward(d_a2, outputs):
    return d_a2 / np.cosh(np.clip(outputs["z1"], -300, 300)) ** 2


def backward(x, params, outputs, y, tanh_backward=tanh_backward):
    d_z2 = (outputs["a3"] - y) / len(y)
    d_z1 = tanh_backward(np.einsum("mk,hk->mh", d_z2, params["w2"], optimize=True), outputs)
    return {
        "d_w1": np.einsum("mi,mh->ih", x, d_z1, optimize=True),
        "d_b1": np.einsum("mh->h", d_z1)[None, :],
        "d_w2": np.einsum("mh,mk->hk", outputs["a2"], d_z2, optimize=True),
        "d_b2": np.einsum("mk->k", d_z2).reshape(1, -1),
    }
