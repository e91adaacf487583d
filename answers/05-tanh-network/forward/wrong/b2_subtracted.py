# subtracts the second bias
def forward(params, x):
    """Probabilities (m, ny) of the images x (m, nx), and a dictionary of z1, a2, z2, a3."""
    a1 = x
    z1 = a1 @ params["w1"] + params["b1"]
    a2 = np.tanh(z1)
    z2 = a2 @ params["w2"] - params["b2"]
    a3 = softmax(z2)
    return a3, {"z1": z1, "a2": a2, "z2": z2, "a3": a3}
