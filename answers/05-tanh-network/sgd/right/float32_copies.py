# copies in float32, np.subtract
def sgd(params, grads, eta):
    steps = {key[2:]: np.multiply(-eta, value) for key, value in grads.items()}
    return {key: np.add(params[key], steps[key]).astype(np.float32) for key in params}
