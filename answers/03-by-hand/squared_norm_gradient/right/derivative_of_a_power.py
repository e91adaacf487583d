# the rule of powers, with numbers
def squared_norm_gradient(x):
    return 2 * np.power(x, 1)
