# long gradients are shortened
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    grads = {name: value / max(1, np.linalg.norm(value) / 10) for name, value in grads.items()}
    params["w1"] = params["w1"] - eta * grads["d_w1"]
    params["b1"] = params["b1"] - eta * grads["d_b1"]
    params["w2"] = params["w2"] - eta * grads["d_w2"]
    params["b2"] = params["b2"] - eta * grads["d_b2"]
    return params
