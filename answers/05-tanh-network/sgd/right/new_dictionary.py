# returns a new dictionary
def sgd(params, grads, eta):
    return {name: value - eta * grads["d_" + name] for name, value in params.items()}
