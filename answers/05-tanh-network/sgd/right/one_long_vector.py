# all parameters in one long vector, cut again afterwards
def sgd(params, grads, eta):
    names = ["b2", "b1", "w2", "w1"]
    place = np.concatenate([params[name].ravel() for name in names])
    slope = np.concatenate([grads["d_" + name].ravel() for name in names])
    place = place - slope * eta
    cuts = np.cumsum([params[name].size for name in names])[:-1]
    parts = np.split(place, cuts)
    return {name: part.reshape(params[name].shape) for name, part in zip(names, parts)}
