# moves the weights only
def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    params["w1"] = params["w1"] - eta * grads["d_w1"]
    params["w2"] = params["w2"] - eta * grads["d_w2"]
    return params
