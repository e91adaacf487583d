# works in place on the arrays
def sgd(params, grads, eta):
    for name in params:
        params[name] -= eta * grads[f"d_{name}"]
    return params
