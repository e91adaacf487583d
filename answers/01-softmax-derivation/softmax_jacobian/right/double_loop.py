# two loops and an if
def softmax_jacobian(a):
    k = len(a)
    J = np.zeros((k, k))
    for i in range(k):
        for j in range(k):
            if i == j:
                J[i, j] = a[i] * (1 - a[i])
            else:
                J[i, j] = -a[i] * a[j]
    return J
