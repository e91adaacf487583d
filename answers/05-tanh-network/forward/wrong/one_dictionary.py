# the same dictionary in each call: an earlier one changes
outputs = {}


def forward(params, x):
    """Probabilities (m, ny) of the images x (m, nx), and a dictionary of z1, a2, z2, a3."""
    outputs["z1"] = x @ params["w1"] + params["b1"]
    outputs["a2"] = np.tanh(outputs["z1"])
    outputs["z2"] = outputs["a2"] @ params["w2"] + params["b2"]
    outputs["a3"] = softmax(outputs["z2"])
    return outputs["a3"], outputs
