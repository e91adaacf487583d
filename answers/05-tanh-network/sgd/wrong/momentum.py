# a momentum that remembers the last call
speed = {}


def sgd(params, grads, eta):
    """The parameters after one step with learning rate eta."""
    v = 0.9 * speed.get(grads["d_w1"].shape, 0) + grads["d_w1"]
    speed[grads["d_w1"].shape] = v
    params["w1"] = params["w1"] - eta * v
    params["b1"] = params["b1"] - eta * grads["d_b1"]
    params["w2"] = params["w2"] - eta * grads["d_w2"]
    params["b2"] = params["b2"] - eta * grads["d_b2"]
    return params
