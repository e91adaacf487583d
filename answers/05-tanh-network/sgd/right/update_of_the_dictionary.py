# dict.update, and a message
def sgd(params, grads, eta):
    names = [key.removeprefix("d_") for key in grads]
    params.update({name: params[name] + grads["d_" + name] * -eta for name in names if name in params})
    return params
