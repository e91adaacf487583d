# 0.3 times standard normal numbers
def init_params(nx, nh, ny):
    params = {}
    for number, (inputs, outputs) in enumerate([(nx, nh), (nh, ny)], start=1):
        params[f"w{number}"] = 0.3 * rng.standard_normal((inputs, outputs))
        params[f"b{number}"] = np.zeros((1, outputs))
    return params
