# x twice instead of two times x
def squared_norm_gradient(x):
    return x + x
