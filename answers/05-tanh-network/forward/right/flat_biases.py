# flattens the biases before it adds them
def forward(params, x):
    z1 = x.dot(params["w1"]) + params["b1"].ravel()
    a2 = np.tanh(z1)
    z2 = a2.dot(params["w2"]) + params["b2"].reshape(-1)
    return softmax(z2), {"z1": z1, "a2": a2, "z2": z2, "a3": softmax(z2)}
