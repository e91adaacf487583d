# two loops
def collapsed_gradient(a, y, x):
    result = np.zeros((len(a), len(x)))
    for i in range(len(a)):
        for j in range(len(x)):
            result[i, j] = (a[i] - y[i]) * x[j]
    return result
