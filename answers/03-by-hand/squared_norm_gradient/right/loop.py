# fills an array entry by entry, in a while loop
def squared_norm_gradient(x):
    gradient = np.empty(len(x))
    i = 0
    while i < len(x):
        gradient[i] = 2.0 * x[i]
        i += 1
    return gradient
