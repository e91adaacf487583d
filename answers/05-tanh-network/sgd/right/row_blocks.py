# a loop over the names, and over blocks of rows
def sgd(params, grads, eta):
    result = {}
    for name in params:
        old, slope = params[name], grads["d_" + name]
        result[name] = np.empty_like(old)
        for i in range(0, len(old), 100):
            result[name][i : i + 100] = old[i : i + 100] - eta * slope[i : i + 100]
    return result
