# computes in float32
def squared_norm_gradient(x):
    return np.float32(2) * x.astype(np.float32)
