# entries of gradients beyond 10 are cut
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    grads = {name: np.clip(value, -10, 10) for name, value in grads.items()}
    params["w1"] = params["w1"] - eta * grads["d_w1"]
    params["b1"] = params["b1"] - eta * grads["d_b1"]
    params["w2"] = params["w2"] - eta * grads["d_w2"]
    params["b2"] = params["b2"] - eta * grads["d_b2"]
    return params
