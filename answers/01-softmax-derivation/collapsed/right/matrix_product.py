# a matrix product of a column and a row
def collapsed_gradient(a, y, x):
    dz = (a - y).reshape(-1, 1)
    return dz @ x.reshape(1, -1)
