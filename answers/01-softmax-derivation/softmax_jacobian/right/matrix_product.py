# reshapes to a column and multiplies matrices
def softmax_jacobian(a):
    s = a.reshape(-1, 1)
    return np.diagflat(s) - s @ s.T
