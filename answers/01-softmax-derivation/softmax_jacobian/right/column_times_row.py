# broadcasting: a column times (identity minus row)
def softmax_jacobian(a):
    column = a[:, None]
    return column * (np.eye(a.size) - a[None, :])
