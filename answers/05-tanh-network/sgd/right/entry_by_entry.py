# entry by entry
def sgd(params, grads, eta):
    result = {}
    for name in ("b2", "b1", "w2", "w1"):
        result[name] = np.zeros(params[name].shape)
        for index in np.ndindex(params[name].shape):
            result[name][index] = params[name][index] - grads["d_" + name][index] * eta
    return result
