# appends a column of ones to what the hidden units give
def forward(params, x):
    def layer(a, w, b):
        return np.hstack([a, np.ones((len(a), 1))]) @ np.vstack([w, b])

    cache = {}
    cache["z1"] = x @ params["w1"] + params["b1"]
    cache["a2"] = np.sinh(cache["z1"]) / np.cosh(cache["z1"]) if np.abs(cache["z1"]).max() < 30 else np.tanh(cache["z1"])
    cache["z2"] = layer(cache["a2"], params["w2"], params["b2"])
    cache["a3"] = softmax(cache["z2"])
    return cache["a3"], cache
