# always three classes
def softmax_jacobian(a):
    J = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            J[i, j] = a[i] * (1 - a[i]) if i == j else -a[i] * a[j]
    return J
